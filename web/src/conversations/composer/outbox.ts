import { reactive } from 'vue'
import { AddNoteDocument, ReplyDocument, type ReplyInput } from '../../gql/gen/graphql.ts'
import { mutate } from '../../gql/mutate.ts'
import { rowChanged } from '../../inbox/changedRows.ts'
import { backOff } from '../../live/backOff.ts'
import type { Upload } from './upload.ts'

/** What was sent and is not yet acknowledged. */
export interface Outgoing {
  clientId: string
  conversationId: string
  note: boolean
  body: string
  files: Upload[]
  /** Where it goes, where that is not as usual. */
  addressing?: Omit<ReplyInput, 'conversationId' | 'clientId' | 'body' | 'attachmentIds'>
  at: string
  /** Why it could not be sent; null while it is tried. */
  failure: string | null
}

let prefix = ''
const waiting = reactive(new Map<string, Outgoing>())
const running = new Set<string>()

/** Takes up what an agent sent in this browser and the hub never acknowledged. Each agent has a box of their own. */
export function openOutbox(agentId: string): void {
  if (prefix) return
  prefix = `switchboard.outbox.${agentId}.`
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith(prefix))) {
    const item = parse(localStorage.getItem(key))
    if (item) waiting.set(item.clientId, item)
  }
  new Set([...waiting.values()].map((item) => item.conversationId)).forEach((id) => void run(id))
  window.addEventListener('online', () => [...waiting.values()].forEach((item) => void run(item.conversationId)))
}

function parse(text: string | null): Outgoing | null {
  try {
    const item = JSON.parse(text ?? 'null') as Outgoing | null
    return item?.clientId ? item : null
  } catch {
    return null
  }
}

function keep(item: Outgoing) {
  waiting.set(item.clientId, item)
  localStorage.setItem(prefix + item.clientId, JSON.stringify(item))
}

function drop(clientId: string) {
  waiting.delete(clientId)
  localStorage.removeItem(prefix + clientId)
}

/** What waits to be sent in a conversation, oldest first. */
export const outgoingOf = (conversationId: string): Outgoing[] =>
  [...waiting.values()]
    .filter((item) => item.conversationId === conversationId)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))

/** Sends a reply or a note: kept in this browser until the hub acknowledged it, tried again for as long as it takes. */
export function send(item: Pick<Outgoing, 'conversationId' | 'note' | 'body' | 'files' | 'addressing'>): void {
  keep({ ...item, clientId: crypto.randomUUID(), at: new Date().toISOString(), failure: null })
  void run(item.conversationId)
}

/** Tries again what failed. */
export function sendAgain(item: Outgoing): void {
  keep({ ...item, failure: null })
  void run(item.conversationId)
}

/** Gives up on something that failed. */
export const discard = (item: Outgoing): void => drop(item.clientId)

/** One after the other, so that answers arrive in the order they were written. */
async function run(conversationId: string) {
  if (running.has(conversationId)) return
  running.add(conversationId)
  let attempts = 0
  for (let item = next(conversationId); item; item = next(conversationId)) {
    if ((await attempt(item)) === 'later') await pause(backOff(attempts++))
    else attempts = 0
  }
  running.delete(conversationId)
}

const next = (conversationId: string) => outgoingOf(conversationId).find((item) => !item.failure)

async function attempt(item: Outgoing): Promise<'done' | 'later'> {
  const { conversationId, clientId, body } = item
  const input = { conversationId, clientId, body, attachmentIds: item.files.map((file) => file.id) }
  const outcome = item.note
    ? await mutate(AddNoteDocument, input)
    : await mutate(ReplyDocument, { ...input, ...item.addressing })
  if (outcome.ok) {
    drop(clientId)
    rowChanged(outcome.payload.conversation)
    return 'done'
  }
  if (outcome.retryable) return 'later'
  keep({ ...item, failure: outcome.message })
  return 'done'
}

function pause(ms: number) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(end, ms)
    window.addEventListener('online', end)
    function end() {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
  })
}
