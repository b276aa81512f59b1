import type { ConversationStatus } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import type { InboxFilter, QueryInboxArgs } from '../graphql/gen/types.ts'
import { connection, pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { matchesIn } from './matches.ts'
import { orders, type Place } from './order.ts'
import { searchConversations } from './search.ts'
import { type Asked, pageStatement } from './statement.ts'

/** A page of one of the inbox's lists. @throws UnauthenticatedError; InvalidInputError for a cursor of another order. */
export async function listInbox(ctx: Context, args: QueryInboxArgs) {
  const asked = await read(ctx, args)
  const statement = pageStatement(asked)
  const found = statement && asked.found?.ids.length !== 0 ? (await ctx.db.pool.query<Place>(statement)).rows : []
  const rows = found.toSorted(asked.order.compare).slice(0, asked.size + 1)
  const ids = rows.map((row) => row.id)
  const [conversations, matches] = await Promise.all([ctx.loaders.conversation.loadMany(ids), saidIn(ctx, asked, ids)])
  const placed = rows.flatMap((row, i) => {
    const node = conversations[i]
    const match = matches?.get(row.id) ?? null
    return node && !(node instanceof Error) ? [{ cursor: asked.order.cursor(row), node, match }] : []
  })
  return connection(placed, asked.size)
}

const saidIn = (ctx: Context, { found }: Asked, ids: string[]) =>
  found &&
  matchesIn(
    ctx.db.pool,
    ids.filter((id) => found.said.has(id)),
    found.words,
  )

async function read(ctx: Context, { view, filter, order, first, after }: QueryInboxArgs): Promise<Asked> {
  const viewer = signedIn(ctx.viewer)
  return {
    viewer,
    view,
    statuses: statusesOf(filter),
    teamId: idOf(filter, 'teamId'),
    queueId: idOf(filter, 'queueId'),
    channelId: idOf(filter, 'channelId'),
    labelId: idOf(filter, 'labelId'),
    found: await searchConversations(ctx.db.pool, filter?.search ?? ''),
    order: orders[order ?? 'NEWEST'],
    after: after ?? null,
    size: pageSize(first),
  }
}

const statusesOf = (filter: InboxFilter | null | undefined): ConversationStatus[] =>
  [...new Set(filter?.statuses ?? ['OPEN' as const])].map((status) => status.toLowerCase() as Lowercase<typeof status>)

function idOf(
  filter: InboxFilter | null | undefined,
  field: 'teamId' | 'queueId' | 'channelId' | 'labelId',
): string | null {
  const id = filter?.[field] ?? null
  if (id !== null && !isId(id)) throw new InvalidInputError(`filter.${field}`, 'This is not an id.')
  return id
}
