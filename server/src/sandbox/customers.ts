import type { Services } from '../context.ts'
import { customerLines } from './customer-lines.ts'

const mostAtOnce = 3
/** Between two arrivals: at least, and by chance up to this much more. In ms. */
const pause = { least: 40_000, more: 80_000 }
/** How long a customer waits for an answer, and how often they look. In ms. */
const patience = 240_000
const look = 4000

type Call = (path: string, body?: unknown) => Promise<Answer>

/** The parts of the wire's answers that are read here. */
interface Answer {
  token: string
  conversation: { id: string }
  messages: { seq: number; author: string }[]
}

/**
 * Lets a few customers write now and then, through the same wire as the widget, so that a demonstration is alive. At most
 * three at once; each leaves when the story is told or nobody answers. Does nothing unless DEMO and DEMO_CUSTOMERS are set.
 * @param url where the hub can be reached from this process.
 * @returns the way to stop.
 */
export function startSimulatedCustomers(services: Services, url: string): () => void {
  if (!services.env.DEMO || !services.env.DEMO_CUSTOMERS) return () => {}
  const control = new AbortController()
  const { signal } = control
  let here = 0
  let told = Math.floor(Math.random() * customerLines.length)

  async function visit() {
    const channel = await services.db.prisma.channel.findFirst({
      where: { kind: 'chat', enabled: true },
      orderBy: { createdAt: 'asc' },
    })
    const lines = customerLines[told++ % customerLines.length]
    if (channel && lines) await tell(`${url}/chat/${channel.publicKey}`, lines, signal)
  }

  async function arrivals() {
    while (!signal.aborted) {
      await sleep(pause.least + Math.random() * pause.more, signal)
      if (here >= mostAtOnce || signal.aborted) continue
      here++
      const leave = () => void here--
      void visit()
        .catch((error: unknown) => services.log.debug({ err: error }, 'a simulated customer left'))
        .then(leave)
    }
  }

  void arrivals()
  return () => control.abort()
}

async function tell(base: string, lines: readonly string[], signal: AbortSignal): Promise<void> {
  let token: string | null = null
  const call: Call = async (path, body) => {
    const answer = await fetch(`${base}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the hub answered ${answer.status}`)
    return (await answer.json()) as Answer
  }
  token = (await call('session', { token: null })).token
  let seen = 0
  for (const body of lines) {
    const { conversation } = await call('messages', { clientId: crypto.randomUUID(), body, attachmentIds: [] })
    const answered = await untilAnswered(call, conversation.id, seen, signal)
    if (answered === null) return
    seen = answered
    await sleep(3000 + Math.random() * 6000, signal)
  }
}

/** The number of the newest answer after `seen`; null when nobody answered in time. */
async function untilAnswered(call: Call, id: string, seen: number, signal: AbortSignal): Promise<number | null> {
  for (let waited = 0; waited < patience && !signal.aborted; waited += look) {
    await sleep(look, signal)
    const { messages } = await call(`conversations/${id}`)
    const answer = messages.findLast(({ author, seq }) => author === 'agent' && seq > seen)
    if (answer) return answer.seq
  }
  return null
}

/** Waits; ends early when everything stops. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, milliseconds).unref()
    signal.addEventListener('abort', end)
  })
}
