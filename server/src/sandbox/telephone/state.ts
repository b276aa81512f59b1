import { randomBytes } from 'node:crypto'
import type { Faults } from './faults.ts'

/** A file of a text. */
export interface Media {
  sid: string
  contentType: string
  content: Buffer
}

/** A text, in either direction. */
export interface Text {
  sid: string
  direction: 'inbound' | 'outbound-api' | 'outbound-reply'
  from: string
  to: string
  body: string
  status: 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received'
  errorCode: number | null
  media: Media[]
  /** Where its sender wants to hear what becomes of it. */
  statusCallback: string | null
  createdAt: Date
  updatedAt: Date
  sentAt: Date | null
}

/** A number that the company rents to its one account. */
export interface RentedNumber {
  sid: string
  number: string
  name: string
  smsUrl: string
  smsMethod: string
  smsApplicationSid: string
  statusCallback: string
  createdAt: Date
}

/** Everything the company knows. It forgets all of it when it stops. */
export interface State {
  accountSid: string
  authToken: string
  /** Its own address, with the prefix that its paths begin with. */
  url: string
  signatureHeader: string
  /** Ms between two steps of a text on its way. */
  pace: number
  numbers: RentedNumber[]
  /** The oldest first. */
  texts: Text[]
  /** Who wants no texts from whom: `customer>number`. */
  optedOut: Set<string>
  faults: Faults
  listeners: Set<(text: Text) => void>
  /** What is still on its way: texts and webhooks. */
  running: Set<Promise<unknown>>
  now(): Date
}

const most = 10_000

/** An id such as Twilio's: two letters and 32 hexadecimal digits. */
export const newSid = (kind: 'SM' | 'MM' | 'ME' | 'PN' | 'AC'): string => kind + randomBytes(16).toString('hex')

/** Keeps a text and tells whoever watches. */
export function addText(state: State, text: Omit<Text, 'sid' | 'createdAt' | 'updatedAt'>): Text {
  const at = state.now()
  const added: Text = { sid: newSid(text.media.length > 0 ? 'MM' : 'SM'), createdAt: at, updatedAt: at, ...text }
  state.texts.push(added)
  if (state.texts.length > most) state.texts.splice(0, state.texts.length - most)
  for (const listener of state.listeners) listener(added)
  return added
}

/** Moves a text on and tells whoever watches. */
export function changeText(state: State, text: Text, change: Partial<Text>): void {
  Object.assign(text, change, { updatedAt: state.now() })
  for (const listener of state.listeners) listener(text)
}

/** Lets something go on by itself; `settled` waits for it. */
export function run(state: State, work: Promise<unknown>): void {
  const watched = work.finally(() => state.running.delete(watched))
  state.running.add(watched)
}
