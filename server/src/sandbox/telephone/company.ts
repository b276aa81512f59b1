import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Faults } from './faults.ts'
import { notFound, sendRestError } from './http.ts'
import { type Enclosed, textFrom } from './phone/handset.ts'
import { answerPhone, sendMedia, threadOf } from './phone/routes.ts'
import { answerRest } from './rest.ts'
import { beginState, type TelephoneOptions } from './begin.ts'
import type { State, Text } from './state.ts'

/** A telephone company for people who have no account at one: Twilio's paths, one account, some numbers. */
export interface TelephoneCompany {
  /** The base address for the hub's settings. */
  url: string
  accountSid: string
  authToken: string
  numbers: readonly string[]
  /** A customer texts a number; resolves when whoever rents it was told. */
  text(from: string, to: string, body: string, media?: Enclosed[]): Promise<Text>
  /** All texts from and to a number, the oldest first. */
  messagesOf(number: string): Text[]
  /** Replaces how it misbehaves; `{}` lets it behave. */
  misbehave(faults: Faults): void
  /** Answers what the page of a phone asks (phone/routes.ts), wherever that is mounted. False: nothing is there. */
  phone(req: IncomingMessage, res: ServerResponse, path: string): Promise<boolean>
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts the company on this machine. */
export async function startTelephoneCompany(options: TelephoneOptions = {}): Promise<TelephoneCompany> {
  const state = beginState(options)
  const server = createServer((req, res) => {
    answer(state, req, res).catch((error: unknown) => (res.headersSent ? res.destroy() : sendRestError(res, error)))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  await promise
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.prefix ?? ''}`
  return {
    url: state.url,
    accountSid: state.accountSid,
    authToken: state.authToken,
    numbers: state.numbers.map(({ number }) => number),
    text: (from, to, body, media) => textFrom(state, from, to, body, media),
    messagesOf: (number) => threadOf(state, number),
    misbehave: (faults) => void (state.faults = { ...faults }),
    phone: (req, res, path) =>
      answerPhone(state, req, res, new URL(req.url ?? '', state.url), path).catch((error: unknown) => {
        sendRestError(res, error)
        return true
      }),
    async settled() {
      while (state.running.size > 0) await Promise.allSettled(state.running)
    },
    stop() {
      const { promise: closed, resolve: done } = Promise.withResolvers<void>()
      server.close(() => done())
      server.closeAllConnections()
      return closed
    },
  }
}

async function answer(state: State, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '', state.url)
  const [, place = '', rest = ''] = /^\/(store|phone)(\/.*)$/.exec(url.pathname) ?? []
  if (place === '') return answerRest(state, req, res, url)
  const found = place === 'store' ? sendMedia(state, rest.slice(1), res) : await answerPhone(state, req, res, url, rest)
  if (!found) throw notFound(url.pathname)
}
