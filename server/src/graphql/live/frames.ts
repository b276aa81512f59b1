import { execute, type GraphQLSchema } from 'graphql'
import type { Context, Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { createLoaders, type Loaders } from '../loaders.ts'
import { type Audience, type ChangeRow, changeOf } from './change.ts'
import type { Frame, Group } from './group.ts'
import type { Passing } from './signals.ts'

/** What is told: a fact of the log, or something that passes and is kept nowhere. */
export type News = StoredEvent | Passing

/** Turns what happened into what a group is sent. */
export interface Encoder {
  /**
   * What the group may see of it, in the same order.
   * @throws Error when one of the facts cannot be read now: then none of them may count as sent.
   */
  frames(group: Group, news: News[], loaders?: Loaders): Promise<Frame[]>
  /** Rows as they are stored, for one batch; rights are asked with each audience's own context, so all may share them. */
  loaders(): Loaders
}

/** An event that cannot be read for this long is left out, so that one bad row does not keep everybody out. In ms. */
const patience = 60_000
const mostUnreadable = 1000

export function createEncoder(
  schema: GraphQLSchema,
  { clock, log, db }: Pick<Services, 'clock' | 'log' | 'db'>,
  contextFor: (audience: Audience, loaders: Loaders) => Context,
): Encoder {
  const unreadableSince = new Map<bigint, number>()

  /** A result with errors is no result: its data has holes that look like facts, its errors words that are not for screens. */
  async function encode(group: Group, ctx: Context, change: ChangeRow | null): Promise<string | null> {
    if (!change) return null
    const { document } = group.operation
    const result = await execute({ schema, document, rootValue: { changes: change }, contextValue: ctx })
    if (result.errors) throw result.errors[0]?.originalError ?? result.errors[0]
    return JSON.stringify(result)
  }

  async function frame(group: Group, ctx: Context, event: StoredEvent): Promise<Frame | null> {
    try {
      const payload = await encode(group, ctx, await changeOf(ctx, event, group.audience))
      return payload === null ? null : { cursor: event.id, payload }
    } catch (error) {
      if (!givenUp(event.id)) throw error
      log.error({ err: error, eventId: String(event.id), type: event.type }, 'a change is left out: it cannot be read')
      return null
    }
  }

  /** What passes is soon out of date: when it cannot be read it is not told. */
  async function passingFrame(group: Group, ctx: Context, passing: Passing): Promise<Frame | null> {
    try {
      const payload = await encode(group, ctx, await passing(ctx, group.audience))
      return payload === null ? null : { cursor: null, payload }
    } catch (error) {
      log.warn({ err: error }, 'a passing change was not told')
      return null
    }
  }

  function givenUp(id: bigint): boolean {
    const now = clock.now().getTime()
    if (unreadableSince.size >= mostUnreadable) unreadableSince.clear()
    const since = unreadableSince.get(id) ?? now
    unreadableSince.set(id, since)
    return now - since > patience
  }

  return {
    loaders: () => createLoaders(db),
    async frames(group, news, loaders = createLoaders(db)) {
      const ctx = contextFor(group.audience, loaders)
      const found = await Promise.all(
        news.map((one) => (typeof one === 'function' ? passingFrame(group, ctx, one) : frame(group, ctx, one))),
      )
      return found.filter((one) => one !== null)
    },
  }
}
