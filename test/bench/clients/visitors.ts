import { answer } from '../measure/answer.ts'
import { body, messagesEach } from '../measure/bare-intake.ts'
import { perSecond } from '../measure/rounds.ts'
import { sentNow } from '../measure/sent-at.ts'
import { type BenchVisitor, type ChatDoor, chatDoor } from '../measure/visitors.ts'

/** Which chat, and by how many connections at most. */
export interface Visitors {
  address: string
  channelKey: string
  connections: number
}

const atOnce = 20
let door: ChatDoor | null = null
let visitors: BenchVisitor[] = []
/** Visitors who have written all they will. */
let used = 0

const open = (): ChatDoor => {
  if (!door) throw new Error('no chat was named')
  return door
}

async function begin(count: number): Promise<void> {
  for (let from = visitors.length, to = from + count; from < to; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, to - from) }, (_, i) => open().begin(from + i))
    visitors.push(...(await Promise.all(some)))
  }
}

/** Another visitor who has written nothing, or is at least not writing now. */
const next = (): BenchVisitor => {
  const visitor = visitors[used++ % visitors.length]
  if (!visitor) throw new Error('nobody has begun a session')
  return visitor
}

answer({
  use({ address, channelKey, connections }: Visitors) {
    door = chatDoor(address, channelKey, connections)
  },
  begin,
  /** Opens every visitor's event stream. */
  async follow() {
    for (let i = 0; i < visitors.length; i += atOnce) {
      await Promise.all(visitors.slice(i, i + atOnce).map((visitor) => open().follow(visitor)))
    }
  },
  /** Writes as fast as is answered, each worker as one visitor after another; messages per second. */
  flood({ workers, seconds }: { workers: number; seconds: number }) {
    const current: BenchVisitor[] = []
    return perSecond({ workers, seconds }, (worker, turn) => {
      if (turn % messagesEach === 0) current[worker] = next()
      return open().send(current[worker] ?? next(), body)
    })
  },
  /** Writes at an even pace, whether or not earlier messages have been answered. */
  async pace({ each, messages }: { each: number; messages: number }) {
    const began = performance.now()
    const sent: Promise<unknown>[] = []
    for (let i = 0; i < messages; i++) {
      const wait = began + (i * 1000) / each - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      sent.push(
        open()
          .send(next(), sentNow(body))
          .catch((error: Error) => error),
      )
    }
    const failed = (await Promise.all(sent)).find((outcome) => outcome instanceof Error)
    if (failed) throw failed
  },
})
