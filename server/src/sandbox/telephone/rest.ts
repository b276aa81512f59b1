import type { IncomingMessage, ServerResponse } from 'node:http'
import { notFound, readBody, RestError, sendJson } from './http.ts'
import { answerMessages } from './messages/routes.ts'
import { accountPath, shownDate } from './messages/shown.ts'
import { answerNumbers } from './numbers/routes.ts'
import type { State } from './state.ts'

/** A request to the interface, read. */
export interface Asked {
  /** What follows the account. */
  path: string
  method: string
  query: URLSearchParams
  form: URLSearchParams
}

/** Answers as Twilio's interface does. @throws RestError. */
export async function answerRest(state: State, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const prefix = new URL(state.url).pathname.replace(/\/$/, '')
  const own = prefix + accountPath(state)
  signIn(state, req)
  if (!url.pathname.startsWith(own)) throw notFound(url.pathname)
  const form = new URLSearchParams(await readBody(req))
  const asked: Asked = { path: url.pathname.slice(own.length), method: req.method ?? '', query: url.searchParams, form }
  if (asked.path === '.json') return sendJson(res, 200, account(state))
  if (answerMessages(state, asked, res) || answerNumbers(state, asked, res)) return
  throw notFound(url.pathname)
}

function signIn({ accountSid, authToken }: State, { headers }: IncomingMessage): void {
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  if (headers.authorization !== expected) throw new RestError(401, 20003, 'Authenticate')
}

const account = (state: State) => ({
  sid: state.accountSid,
  owner_account_sid: state.accountSid,
  friendly_name: 'Sandbox',
  status: 'active',
  type: 'Full',
  date_created: shownDate(state.now()),
  date_updated: shownDate(state.now()),
  uri: `${accountPath(state)}.json`,
  subresource_uris: { messages: `${accountPath(state)}/Messages.json` },
})
