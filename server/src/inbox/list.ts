import type { ConversationStatus } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import type { InboxFilter, QueryInboxArgs } from '../graphql/gen/types.ts'
import { connection, pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { orders, type Place } from './order.ts'
import { searchConversations } from './search.ts'
import { type Asked, pageStatement } from './statement.ts'

/** A page of one of the inbox's lists. @throws UnauthenticatedError; InvalidInputError for a cursor of another order. */
export async function listInbox(ctx: Context, args: QueryInboxArgs) {
  const asked = await read(ctx, args)
  const statement = pageStatement(asked)
  const found = statement && asked.ids?.length !== 0 ? (await ctx.db.pool.query<Place>(statement)).rows : []
  const rows = found.toSorted(asked.order.compare).slice(0, asked.size + 1)
  const conversations = await ctx.loaders.conversation.loadMany(rows.map((row) => row.id))
  const placed = rows.flatMap((row, i) => {
    const node = conversations[i]
    return node && !(node instanceof Error) ? [{ cursor: asked.order.cursor(row), node }] : []
  })
  return connection(placed, asked.size)
}

async function read(ctx: Context, { view, filter, order, first, after }: QueryInboxArgs): Promise<Asked> {
  const viewer = signedIn(ctx.viewer)
  return {
    viewer,
    view,
    statuses: statusesOf(filter),
    teamId: idOf(filter, 'teamId'),
    channelId: idOf(filter, 'channelId'),
    labelId: idOf(filter, 'labelId'),
    ids: await searchConversations(ctx.db.pool, filter?.search ?? ''),
    order: orders[order ?? 'NEWEST'],
    after: after ?? null,
    size: pageSize(first),
  }
}

const statusesOf = (filter: InboxFilter | null | undefined): ConversationStatus[] =>
  [...new Set(filter?.statuses ?? ['OPEN' as const])].map((status) => status.toLowerCase() as Lowercase<typeof status>)

function idOf(filter: InboxFilter | null | undefined, field: 'teamId' | 'channelId' | 'labelId'): string | null {
  const id = filter?.[field] ?? null
  if (id !== null && !isId(id)) throw new InvalidInputError(`filter.${field}`, 'This is not an id.')
  return id
}
