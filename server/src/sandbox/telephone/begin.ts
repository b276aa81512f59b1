import { newSid, type State } from './state.ts'

export interface TelephoneOptions {
  /** 0 takes any. */
  port?: number
  /** E.164. */
  numbers?: string[]
  accountSid?: string
  authToken?: string
  /** What its paths begin with, such as `/api/laml`, and where signatures stand: compatible companies differ in both. */
  prefix?: string
  signatureHeader?: string
  /** Ms between two steps of a text on its way. */
  pace?: number
  now?(): Date
}

/** What a company knows when it begins: one account and its numbers. */
export function beginState(options: TelephoneOptions): State {
  const { now = () => new Date(), numbers = ['+15557010001'] } = options
  return {
    accountSid: options.accountSid ?? newSid('AC'),
    authToken: options.authToken ?? newSid('AC').slice(2),
    url: '',
    signatureHeader: options.signatureHeader ?? 'X-Twilio-Signature',
    pace: options.pace ?? 0,
    numbers: numbers.map((number) => ({
      sid: newSid('PN'),
      number,
      name: number,
      smsUrl: '',
      smsMethod: 'POST',
      smsApplicationSid: '',
      statusCallback: '',
      createdAt: now(),
    })),
    texts: [],
    optedOut: new Set(),
    faults: {},
    listeners: new Set(),
    running: new Set(),
    now,
  }
}
