import { type DocumentNode, execute, type GraphQLSchema } from 'graphql'
import type { Context, Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { type Audience, type ChangeRow, changeOf } from './change.ts'
import { listenToSignals, type Passing } from './signals.ts'

/** Somebody who follows the changes. */
export interface Subscriber {
  /** Everything up to here has been sent to it. */
  cursor: bigint
  /** Sends one encoded result (`{"data":…}`); false when the consumer is gone or too slow. */
  send(payload: string): boolean
}

/** The live changes of a process. */
export interface LiveHub {
  /** Replays what comes after the subscriber's cursor, then goes on live. Returns the way to stop. */
  subscribe(operation: Operation, audience: Audience, subscriber: Subscriber): () => void
  /** Resolves when everything read so far has been sent. */
  drain(): Promise<void>
  stop(): void
}

/** The subscription somebody asked for; `key` is equal for equal text. */
export interface Operation {
  key: string
  document: DocumentNode
}

/** Those who ask the same and may see the same: a change is executed and encoded once for all of them. */
interface Group {
  operation: Operation
  audience: Audience
  live: Set<Subscriber>
  all: number
  /** Everything up to here was sent to the live ones. */
  sentThrough: bigint
  /** The newest frames, for those who come back after a short break. */
  recent: { cursor: bigint; payload: string }[]
  recentFrom: bigint
}

const recentFrames = 500
const replayPage = 200

/** Spreads the event log and passing signals over the agents' subscriptions of this process. */
export function createLiveHub(
  schema: GraphQLSchema,
  services: Services,
  contextFor: (audience: Audience) => Context,
): LiveHub {
  const groups = new Map<string, Group>()
  let queue: Promise<void> = Promise.resolve()
  const inOrder = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((error) => services.log.error({ err: error }, 'live changes could not be sent'))
  }

  async function encode(group: Group, ctx: Context, change: ChangeRow | null): Promise<string | null> {
    if (!change) return null
    const { document } = group.operation
    const result = await execute({ schema, document, rootValue: { changes: change }, contextValue: ctx })
    return JSON.stringify(result)
  }

  async function frames(group: Group, events: StoredEvent[]) {
    const ctx = contextFor(group.audience)
    const encoded = events.map(async (event) => ({
      cursor: event.id,
      payload: await encode(group, ctx, await changeOf(ctx, event, group.audience)),
    }))
    return (await Promise.all(encoded)).filter((f): f is { cursor: bigint; payload: string } => f.payload !== null)
  }

  function spread(group: Group, payload: string, cursor: bigint | null) {
    for (const subscriber of group.live) {
      if (cursor !== null && subscriber.cursor >= cursor) continue
      if (!subscriber.send(payload)) group.live.delete(subscriber)
      else if (cursor !== null) subscriber.cursor = cursor
    }
    services.metrics.delivered.inc({ kind: 'agent' }, group.live.size)
  }

  async function onEvents(events: StoredEvent[]) {
    const through = events.at(-1)?.id ?? 0n
    await Promise.all(
      [...groups.values()].map(async (group) => {
        const ready = await frames(
          group,
          events.filter((event) => event.id > group.sentThrough),
        )
        for (const { cursor, payload } of ready) spread(group, payload, cursor)
        if (through > group.sentThrough) group.sentThrough = through
        remember(group, ready)
      }),
    )
  }

  async function onPassing(passing: Passing) {
    for (const group of groups.values()) {
      const ctx = contextFor(group.audience)
      const payload = await encode(group, ctx, await passing(ctx, group.audience))
      if (payload) spread(group, payload, null)
    }
  }

  async function catchUp(group: Group, subscriber: Subscriber, isGone: () => boolean) {
    while (!isGone() && subscriber.cursor < group.sentThrough) {
      const upTo = services.tail.position()
      const missed =
        subscriber.cursor >= group.recentFrom
          ? { frames: group.recent.filter((f) => f.cursor > subscriber.cursor), through: group.sentThrough }
          : await replayed(group, subscriber.cursor, upTo)
      for (const { cursor, payload } of missed.frames) {
        if (isGone() || !subscriber.send(payload)) return
        subscriber.cursor = cursor
      }
      if (missed.through > subscriber.cursor) subscriber.cursor = missed.through
    }
    if (!isGone()) group.live.add(subscriber)
  }

  async function replayed(group: Group, after: bigint, upTo: bigint) {
    const events = await services.tail.replay(after, replayPage)
    const last = events.at(-1)?.id
    return {
      frames: await frames(group, events),
      through: events.length < replayPage || !last ? (last && last > upTo ? last : upTo) : last,
    }
  }

  const stopTail = services.tail.listen((events) => inOrder(() => onEvents(events)))
  const stopSignals = listenToSignals(services, (passing) => inOrder(() => onPassing(passing)))
  return {
    subscribe(operation, audience, subscriber) {
      const key = `${operation.key}|${audience.key}`
      const position = services.tail.position()
      const group = groups.get(key) ?? newGroup(operation, audience, position)
      groups.set(key, group)
      group.all++
      let gone = false
      void catchUp(group, subscriber, () => gone).catch((error) =>
        services.log.error({ err: error }, 'a replay failed'),
      )
      return () => {
        if (gone) return
        gone = true
        group.live.delete(subscriber)
        if (--group.all === 0 && groups.get(key) === group) groups.delete(key)
      }
    },
    drain: () => queue,
    stop() {
      stopTail()
      stopSignals()
    },
  }
}

const newGroup = (operation: Operation, audience: Audience, position: bigint): Group => ({
  operation,
  audience,
  live: new Set(),
  all: 0,
  sentThrough: position,
  recent: [],
  recentFrom: position,
})

function remember(group: Group, frames: { cursor: bigint; payload: string }[]) {
  group.recent.push(...frames)
  const over = group.recent.length - recentFrames
  if (over <= 0) return
  const dropped = group.recent.splice(0, over)
  group.recentFrom = dropped.at(-1)?.cursor ?? group.recentFrom
}
