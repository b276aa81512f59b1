import type { ServerResponse } from 'node:http'
import type { Customer, CustomerDesk, CustomerEvent, CustomerNews } from '../channel.ts'
import { ChannelUnavailableError } from '../../errors.ts'
import { mostStreams, mostStreamsFromAddress } from './limits.ts'
import { createPlaces } from '../../platform/places.ts'

/** Counts streams and what goes over them. */
export interface StreamMeter {
  opened(): void
  closed(): void
  delivered(): void
  dropped(): void
}

/** The open event streams of a process. */
export interface Streams {
  /** Answers with a stream until the client leaves; `isGood` is asked again and again whether its token still is. */
  open(res: ServerResponse, customer: Customer, after: bigint | null, more: StreamStart): Promise<void>
  /** Asks every stream's token again. */
  recheck(): void
  /** Closes all: clients come back and go on from their cursor. */
  close(): void
}

interface StreamStart {
  /** Where the client is. */
  address: string
  isGood(): Promise<boolean>
  online(): Promise<boolean>
  /** What everybody is to read now. */
  announcement: string | null
}

interface Open {
  res: ServerResponse
  isGood(): Promise<boolean>
  expire(): void
}

const beatEvery = 20_000
const mostBuffered = 256 * 1024

/** SSE: one encoding for all devices of a customer, one heartbeat for all streams, and no patience with slow readers. */
export function createStreams(desk: Pick<CustomerDesk, 'follow'>, meter: StreamMeter): Streams {
  const streams = new Set<Open>()
  const placeOf = createPlaces(mostStreams)
  const placeAt = createPlaces(mostStreamsFromAddress)
  let closing = false

  function takePlaces(customer: Customer, address: string): () => void {
    const leave = placeOf(`${customer.kind}:${customer.value}`)
    try {
      const leaveAddress = placeAt(address)
      return () => [leave, leaveAddress].forEach((go) => go())
    } catch (error) {
      leave()
      throw error
    }
  }

  function send(res: ServerResponse, text: string): Promise<void> | void {
    if (res.destroyed || res.writableEnded) return
    if (res.writableLength > mostBuffered) {
      meter.dropped()
      res.destroy()
      return
    }
    meter.delivered()
    if (!res.write(text)) return drained(res)
  }

  async function recheckOne(stream: Open) {
    // A question that cannot be answered now is asked again with the next beat.
    const good = await stream.isGood().catch(() => true)
    if (!good) stream.expire()
  }

  const beat = setInterval(() => {
    for (const stream of streams) {
      void send(stream.res, ': beat\n\n')
      void recheckOne(stream)
    }
  }, beatEvery).unref()

  return {
    async open(res, customer, after, { isGood, online, announcement, address }) {
      if (closing) throw new ChannelUnavailableError('The hub is restarting.')
      // Whoever left while we looked who they are has closed already: nothing would ever end what begins here.
      if (res.destroyed) return
      const leave = takePlaces(customer, address)
      const followed = desk.follow(customer, after, (news) => {
        const sent = send(res, encode(news))
        if (news.events.at(-1)?.type === 'expired') res.end()
        return sent
      })
      const stream: Open = { res, isGood, expire: () => res.end(frame({ type: 'expired' }, null)) }
      streams.add(stream)
      meter.opened()
      res.on('close', () => {
        followed.stop()
        streams.delete(stream)
        leave()
        meter.closed()
      })
      writeHead(res)
      await followed.begun
      // Either may have changed while nobody listened.
      void send(res, frame({ type: 'announcement', text: announcement }, null))
      void send(res, frame({ type: 'online', online: await online() }, null))
    },
    recheck() {
      for (const stream of streams) void recheckOne(stream)
    },
    close() {
      closing = true
      clearInterval(beat)
      for (const { res } of streams) res.end()
    },
  }
}

function writeHead(res: ServerResponse) {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // Proxies would hold events back otherwise.
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  })
  res.write('retry: 1000\n\n')
}

const drained = (res: ServerResponse) =>
  new Promise<void>((go) => {
    const done = () => {
      res.off('drain', done).off('close', done)
      go()
    }
    res.on('drain', done).on('close', done)
  })

const encoded = new WeakMap<CustomerNews, string>()

function encode(news: CustomerNews): string {
  const found = encoded.get(news)
  if (found !== undefined) return found
  // Only the last event of a position carries it: a line that is cut in between brings all of them again.
  const last = news.events.length - 1
  const text = news.events.map((event, n) => frame(event, n === last ? news.cursor : null)).join('')
  encoded.set(news, text)
  return text
}

const frame = (event: CustomerEvent, cursor: string | null) =>
  `${cursor === null ? '' : `id: ${cursor}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
