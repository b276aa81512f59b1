import type { ServerResponse } from 'node:http'
import { sendJson } from '../http.ts'
import { accountPath, shownDate } from '../messages/shown.ts'
import { pageOf } from '../page.ts'
import type { Asked } from '../rest.ts'
import type { RentedNumber, State } from '../state.ts'

/** What of a number can be set, by the name that the interface has for it. */
const settable = {
  FriendlyName: 'name',
  SmsUrl: 'smsUrl',
  SmsMethod: 'smsMethod',
  SmsApplicationSid: 'smsApplicationSid',
  StatusCallback: 'statusCallback',
} as const

/** Everything below `/IncomingPhoneNumbers`. False: there is no such thing. */
export function answerNumbers(state: State, { path, method, query, form }: Asked, res: ServerResponse): boolean {
  if (path === '/IncomingPhoneNumbers.json' && method === 'GET') {
    const wanted = query.get('PhoneNumber') ?? ''
    const found = state.numbers.filter(({ number }) => number.includes(wanted))
    sendJson(
      res,
      200,
      pageOf('incoming_phone_numbers', accountPath(state) + path, query, found, (one) => shown(state, one)),
    )
    return true
  }
  const number = state.numbers.find(({ sid }) => path === `/IncomingPhoneNumbers/${sid}.json`)
  if (!number) return false
  if (method === 'POST') {
    for (const [name, field] of Object.entries(settable)) number[field] = form.get(name) ?? number[field]
  }
  sendJson(res, 200, shown(state, number))
  return true
}

const shown = (state: State, number: RentedNumber) => ({
  sid: number.sid,
  account_sid: state.accountSid,
  phone_number: number.number,
  friendly_name: number.name,
  api_version: '2010-04-01',
  capabilities: { sms: true, mms: true, voice: true, fax: false },
  sms_url: number.smsUrl,
  sms_method: number.smsMethod,
  sms_application_sid: number.smsApplicationSid || null,
  status_callback: number.statusCallback || null,
  status: 'in-use',
  origin: 'twilio',
  date_created: shownDate(number.createdAt),
  date_updated: shownDate(number.createdAt),
  uri: `${accountPath(state)}/IncomingPhoneNumbers/${number.sid}.json`,
})
