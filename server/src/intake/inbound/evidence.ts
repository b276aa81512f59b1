import type { ThreadEvidence } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import { conversationOfToken, tokenOfReference } from '../../conversations/thread-token.ts'

/** A conversation that something may belong to, and why. */
export interface Named {
  conversationId: string
  reason: string
}

type Needs = Pick<Services, 'db' | 'seal'>

/** More than a mail has; what a hostile one names beyond is not looked up. */
const most = 30

/**
 * The conversations that the evidence names: signed tokens first, then ids of our own messages, then ids of messages
 * that came in on the same channel. Whether the sender takes part in them is asked by intake, under its locks.
 */
export async function namedConversations(
  needs: Needs,
  channelId: string,
  evidence: readonly ThreadEvidence[],
): Promise<Named[]> {
  const found: Named[] = []
  const tokens = evidence.filter((one) => one.kind === 'token').slice(0, most)
  const references = evidence.filter((one) => one.kind === 'reference').slice(0, most)
  for (const { value } of tokens) {
    const conversation = await conversationOfToken(needs, value)
    if (conversation) found.push({ conversationId: conversation.id, reason: 'signed address' })
  }
  for (const { value } of references) {
    const token = tokenOfReference(value)
    const conversation = token && (await conversationOfToken(needs, token))
    if (conversation) found.push({ conversationId: conversation.id, reason: 'answer to our message' })
  }
  found.push(...(await known(needs, channelId, references)))
  return found.filter((one, n) => found.findIndex((other) => other.conversationId === one.conversationId) === n)
}

async function known({ db }: Needs, channelId: string, references: readonly ThreadEvidence[]): Promise<Named[]> {
  if (references.length === 0) return []
  const values = references.map((one) => one.value)
  const { rows } = await db.pool.query<{ reference: string; conversationId: string }>({
    name: 'known_references',
    text: `SELECT reference, conversation_id AS "conversationId" FROM message_references
            WHERE channel_id = $1 AND reference = ANY($2)`,
    values: [channelId, values],
  })
  return values.flatMap((value) =>
    rows
      .filter((row) => row.reference === value)
      .map(({ conversationId }) => ({ conversationId, reason: 'message of the thread' })),
  )
}
