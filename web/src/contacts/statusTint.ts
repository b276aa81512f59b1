import type { ConversationStatus } from '../gql/gen/graphql.ts'

/** The colour of the palette a status is shown in. */
export const statusTint: Record<ConversationStatus, string> = {
  OPEN: 'teal',
  PENDING: 'amber',
  SNOOZED: 'violet',
  CLOSED: 'slate',
}
