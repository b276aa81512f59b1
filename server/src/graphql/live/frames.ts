import { execute, type GraphQLSchema } from 'graphql'
import type { Context, Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { type Audience, type ChangeRow, changeOf } from './change.ts'
import type { Frame, Group } from './group.ts'
import type { Passing } from './signals.ts'

/** Turns what happened into what a group is sent. */
export interface Encoder {
  /** @throws Error when one of the events cannot be read now: then none of them may count as sent. */
  events(group: Group, events: StoredEvent[]): Promise<Frame[]>
  /** Null when the group may not see it. */
  passing(group: Group, passing: Passing): Promise<string | null>
}

/** An event that cannot be read for this long is left out, so that one bad row does not keep everybody out. In ms. */
const patience = 60_000
const mostUnreadable = 1000

export function createEncoder(
  schema: GraphQLSchema,
  { clock, log }: Pick<Services, 'clock' | 'log'>,
  contextFor: (audience: Audience) => Context,
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

  function givenUp(id: bigint): boolean {
    const now = clock.now().getTime()
    if (unreadableSince.size >= mostUnreadable) unreadableSince.clear()
    const since = unreadableSince.get(id) ?? now
    unreadableSince.set(id, since)
    return now - since > patience
  }

  return {
    async events(group, events) {
      const ctx = contextFor(group.audience)
      const found = await Promise.all(events.map((event) => frame(group, ctx, event)))
      return found.filter((one) => one !== null)
    },
    async passing(group, passing) {
      const ctx = contextFor(group.audience)
      return encode(group, ctx, await passing(ctx, group.audience))
    },
  }
}
