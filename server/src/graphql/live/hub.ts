import type { GraphQLSchema } from 'graphql'
import type { Context, Services } from '../../context.ts'
import type { Loaders } from '../loaders.ts'
import type { Audience } from './change.ts'
import { createEncoder, type News } from './frames.ts'
import { type Frame, type Group, isFact, newGroup, type Operation, remember, type Subscriber } from './group.ts'
import { listenToSignals } from './signals.ts'

/** The live changes of a process. */
export interface LiveHub {
  /** Replays what comes after the subscriber's cursor, then goes on live. Returns the way to stop. */
  subscribe(operation: Operation, audience: Audience, subscriber: Subscriber): () => void
  /** Resolves when everything read so far has been sent. */
  drain(): Promise<void>
  stop(): void
}

const replayPage = 200

/**
 * Spreads the event log and passing signals over the agents' subscriptions of this process. What cannot be read is never
 * passed over: those who wait for it are cut off, and come back with the cursor of the last change they were sent.
 */
export function createLiveHub(
  schema: GraphQLSchema,
  services: Services,
  contextFor: (audience: Audience, loaders: Loaders) => Context,
): LiveHub {
  const { tail, log, metrics } = services
  const encoder = createEncoder(schema, services, contextFor)
  const groups = new Map<string, Group>()
  let queue: Promise<void> = Promise.resolve()
  /** Nobody may go on from a group that missed something, those who come back included. */
  function cut(group: Group, error: unknown) {
    log.error({ err: error }, 'live changes could not be read; those who follow them come back')
    groups.delete(group.key)
    group.live.clear()
    for (const subscriber of group.all) subscriber.cut()
  }

  function spread(group: Group, frames: Frame[]) {
    if (frames.length === 0) return
    const facts = frames.filter(isFact)
    const [first, last] = [facts[0]?.cursor, facts.at(-1)?.cursor]
    const all = frames.map((frame) => frame.payload)
    for (const subscriber of group.live) {
      // One that caught up by itself may have some of them already.
      const some = first !== undefined && subscriber.cursor >= first ? later(frames, subscriber) : all
      if (some.length === 0) continue
      if (!subscriber.send(some)) group.live.delete(subscriber)
      else if (last !== undefined && last > subscriber.cursor) subscriber.cursor = last
      metrics.delivered.inc({ kind: 'agent' }, some.length)
    }
    remember(group, facts)
  }

  const later = (frames: Frame[], { cursor }: Subscriber) =>
    frames.filter((frame) => !isFact(frame) || frame.cursor > cursor).map((frame) => frame.payload)

  // What comes while earlier news are being told goes together afterwards: the busier, the fewer reads and writes.
  let waiting: News[] = []
  function tell(news: News[]) {
    const first = waiting.length === 0
    waiting.push(...news)
    if (!first) return
    queue = queue.then(() => {
      const batch = waiting
      waiting = []
      const loaders = encoder.loaders()
      return Promise.all([...groups.values()].map((group) => tellGroup(group, batch, loaders))).then(() => {})
    })
  }

  async function tellGroup(group: Group, batch: News[], loaders: Loaders) {
    const news = batch.filter((one) => typeof one === 'function' || one.id > group.sentThrough)
    try {
      spread(group, await encoder.frames(group, news, loaders))
      group.sentThrough = news.findLast((one) => typeof one !== 'function')?.id ?? group.sentThrough
    } catch (error) {
      cut(group, error)
    }
  }

  async function catchUp(group: Group, subscriber: Subscriber) {
    const isGone = () => !group.all.has(subscriber)
    while (!isGone() && subscriber.cursor < group.sentThrough) {
      const missed =
        subscriber.cursor >= group.recentFrom ? lately(group, subscriber) : await replayed(group, subscriber)
      if (isGone() || !subscriber.send(missed.frames.map((frame) => frame.payload))) return
      if (missed.through > subscriber.cursor) subscriber.cursor = missed.through
    }
    if (!isGone()) group.live.add(subscriber)
  }

  const lately = (group: Group, { cursor }: Subscriber) => ({
    frames: group.recent.filter((frame) => frame.cursor > cursor),
    through: group.sentThrough,
  })

  async function replayed(group: Group, { cursor }: Subscriber) {
    const upTo = tail.position()
    const events = await tail.replay(cursor, replayPage)
    const last = events.at(-1)?.id ?? upTo
    const frames = await encoder.frames(group, events)
    return { frames, through: events.length < replayPage && last < upTo ? upTo : last }
  }

  const stopTail = tail.listen(tell)
  const stopSignals = listenToSignals(services, (passing) => tell([passing]))
  return {
    subscribe(operation, audience, subscriber) {
      const key = `${operation.key}|${audience.key}`
      const group = groups.get(key) ?? newGroup(key, operation, audience, tail.position())
      groups.set(key, group)
      group.all.add(subscriber)
      void catchUp(group, subscriber).catch((error) => {
        log.error({ err: error }, 'a replay failed; whoever asked for it comes back')
        if (group.all.has(subscriber)) subscriber.cut()
      })
      return () => {
        group.live.delete(subscriber)
        group.all.delete(subscriber)
        if (group.all.size === 0 && groups.get(key) === group) groups.delete(key)
      }
    },
    drain: () => queue,
    stop() {
      stopTail()
      stopSignals()
    },
  }
}
