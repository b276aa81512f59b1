import { type Cache, cacheExchange } from '@urql/exchange-graphcache'
import { gql } from '@urql/core'
import type { ChangesSubscription } from './gen/graphql.ts'
import { listsOf } from './lists.ts'

const embedded = [
  'AcceptInvitationPayload',
  'AgentCounters',
  'AgentNumbers',
  'AgentSkill',
  'ChannelCheck',
  'ChannelNumbers',
  'ChannelHealth',
  'ChatFormField',
  'ChatSettings',
  'ContactConnection',
  'ContactEdge',
  'ConversationConnection',
  'ConversationEdge',
  'DkimSettings',
  'DryRun',
  'DryRunQueue',
  'EmailSettings',
  'DuplicateContact',
  'DuplicateReason',
  'ExcerptPart',
  'HoursInterval',
  'InboxCounts',
  'IntervalNumbers',
  'InvitationPreview',
  'MailAddress',
  'MailFolder',
  'MailServer',
  'MailSignIn',
  'MailToken',
  'MessageContent',
  'MessagePage',
  'MessagePreview',
  'NeededSkill',
  'NotificationSettings',
  'PageInfo',
  'Presence',
  'QueueAgent',
  'QueueNumbers',
  'QueueTeam',
  'QueueWait',
  'RoutingCondition',
  'DeskAnswer',
  'WaitingReason',
  'ReplyWay',
  'SearchMatch',
  'ServiceLevel',
  'SetupState',
  'SmsSettings',
  'StateTime',
  'TimelineConnection',
  'TriedQueue',
  'VisitorActivity',
  'WaitCounters',
  'Holiday',
  'LookConnection',
  'RoomMessagePage',
  'LookEdge',
  'WallboardView',
  'WrapUp',
]

// The interfaces of the schema: without them the cache would guess which fragments fit.
const possibleTypes = {
  UserError: ['ConflictError', 'ForbiddenError', 'InvalidInputError', 'NotFoundError'],
  Change: [
    'AgentChanged',
    'AlertChanged',
    'ContactChanged',
    'ConversationChanged',
    'DirectoryChanged',
    'MessageAdded',
    'MessageChanged',
    'OfferChanged',
    'RoomChanged',
    'TypingChanged',
    'VisitorActivityChanged',
  ],
}

type Change = ChangesSubscription['changes']

const kindKey = (data: Record<string, unknown>) => (data['kind'] as string | undefined) ?? null

/** What there is once for each brand is known by it. */
const brandKey = (data: Record<string, unknown>) => (data['brand'] as { id?: string } | undefined)?.id ?? null

/** What an agent has on the floor is known by them. */
const agentKey = (data: Record<string, unknown>) => (data['agent'] as { id?: string } | undefined)?.id ?? null

/** The normalised cache: the one store of what the hub has told. Live changes are written into it here. */
export const normalisedCache = () =>
  cacheExchange({
    possibleTypes,
    keys: {
      ...Object.fromEntries(embedded.map((name) => [name, () => null])),
      Viewer: () => 'me',
      BrandRouting: brandKey,
      BrandSla: brandKey,
      FloorAgent: agentKey,
      ChannelWeight: kindKey,
    },
    updates: {
      Subscription: {
        changes: (result, _args, cache) => writeChange((result as unknown as ChangesSubscription).changes, cache),
      },
      Mutation: {
        reply: (result, _args, cache) => writeSent(result.reply, cache),
        addNote: (result, _args, cache) => writeSent(result.addNote, cache),
      },
    },
  })

function writeChange(change: Change, cache: Cache) {
  if (change.__typename === 'MessageAdded') addMessage(cache, change.message)
  else if (change.__typename === 'DirectoryChanged')
    listsOf(change.list).forEach((list) => cache.invalidate('Query', list))
  else if (change.__typename === 'ConversationChanged') {
    cache.invalidate({ __typename: 'Conversation', id: change.conversation.id }, 'timeline', { first: 50 })
  } else if (change.__typename === 'VisitorActivityChanged') {
    cache.writeFragment(
      gql`
        fragment LiveActivity on Contact {
          id
          activity {
            at
            online
            url
            title
            referrer
            client
          }
        }
      `,
      { __typename: 'Contact', id: change.contactId, activity: change.activity },
    )
  }
}

function writeSent(result: unknown, cache: Cache) {
  const { sent } = result as { sent?: { id: string; conversationId: string } }
  if (sent) addMessage(cache, sent)
}

/** Puts a message at the end of its thread, unless the thread was never opened or has it already. */
function addMessage(cache: Cache, message: { id: string; conversationId: string }) {
  const conversation = cache.keyOfEntity({ __typename: 'Conversation', id: message.conversationId })
  const added = cache.keyOfEntity({ __typename: 'Message', id: message.id })
  if (!conversation || !added) return
  for (const field of cache.inspectFields(conversation)) {
    if (field.fieldName !== 'messages' || field.arguments?.before) continue
    const page = cache.resolve(conversation, field.fieldKey) as string | null
    const nodes = page && (cache.resolve(page, 'nodes') as string[] | null)
    if (page && nodes && !nodes.includes(added)) cache.link(page, 'nodes', [...nodes, added] as never)
  }
}
