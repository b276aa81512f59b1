import { type DocumentNode, execute, type GraphQLSchema } from 'graphql'
import type { Context, Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { createLoaders, type Loaders } from '../loaders.ts'
import { type Audience, type ChangeRow, changeOf } from './change.ts'
import { listenToSignals, type Passing } from './signals.ts'

/** Somebody who follows the changes. */
export interface Subscriber {
  /** Everything up to here has been sent to it. */
  cursor: bigint
  /** Sends encoded results (`{"data":…}`) in order; false when the consumer is gone or too slow. */
  send(payloads: string[]): boolean
  /** Something could not be told: the client is let go, and comes back with its cursor. */
  drop(): void
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

/** One change, executed and encoded. */
interface Frame {
  cursor: bigint
  payload: string
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
  recent: Frame[]
  recentFrom: bigint
}

const recentFrames = 500
const replayPage = 200

/** Spreads the event log and passing signals over the agents' subscriptions of this process. */
export function createLiveHub(
  schema: GraphQLSchema,
  services: Services,
  contextFor: (audience: Audience, loaders: Loaders) => Context,
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

  async function frames(group: Group, events: StoredEvent[], loaders: Loaders): Promise<Frame[]> {
    const ctx = contextFor(group.audience, loaders)
    const encoded = events.map(async (event) => ({
      cursor: event.id,
      payload: await encode(group, ctx, await changeOf(ctx, event, group.audience)),
    }))
    return (await Promise.all(encoded)).filter((frame): frame is Frame => frame.payload !== null)
  }

  function spread(group: Group, ready: Frame[]) {
    const last = ready.at(-1)?.cursor ?? 0n
    const payloads = ready.map((frame) => frame.payload)
    for (const subscriber of group.live) {
      // One that caught up by itself may have some of them already.
      const missing =
        subscriber.cursor >= (ready[0]?.cursor ?? 0n)
          ? ready.filter((frame) => frame.cursor > subscriber.cursor).map((frame) => frame.payload)
          : payloads
      if (missing.length === 0) continue
      if (subscriber.send(missing)) subscriber.cursor = last
      else group.live.delete(subscriber)
      services.metrics.delivered.inc({ kind: 'agent' }, missing.length)
    }
  }

  // What comes while earlier events are being encoded goes together afterwards: the busier, the fewer reads.
  let waiting: StoredEvent[] = []
  function onTail(events: StoredEvent[]) {
    waiting.push(...events)
    if (waiting.length > events.length) return
    inOrder(() => {
      const batch = waiting
      waiting = []
      return onEvents(batch)
    })
  }

  async function onEvents(events: StoredEvent[]) {
    // Loaders hold rows as they are stored; rights are asked with each audience's own context. So all may share them.
    const loaders = createLoaders(services.db)
    await Promise.all([...groups.values()].map((group) => tell(group, events, loaders)))
  }

  async function tell(group: Group, events: StoredEvent[], loaders: Loaders) {
    const through = events.at(-1)?.id ?? 0n
    try {
      const news = events.filter((event) => event.id > group.sentThrough)
      const ready = await frames(group, news, loaders)
      spread(group, ready)
      if (through > group.sentThrough) group.sentThrough = through
      remember(group, ready)
    } catch (error) {
      services.log.error({ err: error }, 'changes could not be told; their listeners come back for them')
      // Whoever is still catching up finds them missing from the recent ones, and reads the log.
      group.recent = []
      group.recentFrom = through
      if (through > group.sentThrough) group.sentThrough = through
      for (const subscriber of group.live) subscriber.drop()
      group.live.clear()
    }
  }

  async function onPassing(passing: Passing) {
    const loaders = createLoaders(services.db)
    for (const group of groups.values()) {
      const ctx = contextFor(group.audience, loaders)
      const payload = await encode(group, ctx, await passing(ctx, group.audience))
      if (!payload) continue
      for (const subscriber of group.live) if (!subscriber.send([payload])) group.live.delete(subscriber)
    }
  }

  async function catchUp(group: Group, subscriber: Subscriber, isGone: () => boolean) {
    while (!isGone() && subscriber.cursor < group.sentThrough) {
      const upTo = services.tail.position()
      const missed =
        subscriber.cursor >= group.recentFrom
          ? { frames: group.recent.filter((f) => f.cursor > subscriber.cursor), through: group.sentThrough }
          : await replayed(group, subscriber.cursor, upTo)
      if (isGone() || !subscriber.send(missed.frames.map((frame) => frame.payload))) return
      if (missed.through > subscriber.cursor) subscriber.cursor = missed.through
    }
    if (!isGone()) group.live.add(subscriber)
  }

  async function replayed(group: Group, after: bigint, upTo: bigint) {
    const events = await services.tail.replay(after, replayPage)
    const last = events.at(-1)?.id
    return {
      frames: await frames(group, events, createLoaders(services.db)),
      through: events.length < replayPage || !last ? (last && last > upTo ? last : upTo) : last,
    }
  }

  const stopTail = services.tail.listen(onTail)
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

function remember(group: Group, frames: Frame[]) {
  group.recent.push(...frames)
  const over = group.recent.length - recentFrames
  if (over <= 0) return
  const dropped = group.recent.splice(0, over)
  group.recentFrom = dropped.at(-1)?.cursor ?? group.recentFrom
}
