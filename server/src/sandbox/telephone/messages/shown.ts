import { meaningOf } from './meanings.ts'
import type { Media, State, Text } from '../state.ts'

/** The path that everything of the account stands below. */
export const accountPath = ({ accountSid }: State): string => `/2010-04-01/Accounts/${accountSid}`

/** A date as the interface writes it: RFC 2822, in whole seconds. */
export const shownDate = (date: Date | null): string | null => date && date.toUTCString().replace('GMT', '+0000')

/** A text in Twilio's words. */
export function shownText(state: State, text: Text): Record<string, unknown> {
  const path = `${accountPath(state)}/Messages/${text.sid}`
  return {
    sid: text.sid,
    account_sid: state.accountSid,
    messaging_service_sid: null,
    direction: text.direction,
    from: text.from,
    to: text.to,
    body: text.body,
    status: text.status,
    num_segments: '1',
    num_media: String(text.media.length),
    error_code: text.errorCode,
    error_message: meaningOf(text.errorCode),
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    date_created: shownDate(text.createdAt),
    date_updated: shownDate(text.updatedAt),
    date_sent: shownDate(text.sentAt),
    uri: `${path}.json`,
    subresource_uris: { media: `${path}/Media.json` },
  }
}

/** A file in Twilio's words. */
export function shownMedia(state: State, text: Text, { sid, contentType }: Media): Record<string, unknown> {
  return {
    sid,
    account_sid: state.accountSid,
    parent_sid: text.sid,
    content_type: contentType,
    date_created: shownDate(text.createdAt),
    date_updated: shownDate(text.createdAt),
    uri: `${accountPath(state)}/Messages/${text.sid}/Media/${sid}.json`,
  }
}
