import pg from 'pg'
import { newId } from '../../../server/src/platform/ids.ts'
import type { Filled } from './fill.ts'
import { perSecond } from './rounds.ts'

/** Messages a conversation gets before its customer is replaced by a new one: a quarter of all open one. */
export const messagesEach = 4

export const body = 'Where is my order? I have been waiting since Monday and nobody told me when it comes.'
export const concurrency = 16

/** A call of the function intake is made of, with one message. */
export const bareStatement = (filled: Filled, visitor: string) => ({
  name: 'bare',
  text: 'SELECT * FROM intake_messages($1)',
  values: [JSON.stringify([itemOf(filled, visitor)])],
})

/** What intake is compared with: the bare SQL function, one message a call, through `pg`. */
export interface BareIntake {
  /** Messages per second over so many seconds. */
  measure(seconds: number): Promise<number>
  end(): Promise<void>
}

export function bareIntake(url: string, filled: Filled): BareIntake {
  const pool = new pg.Pool({ connectionString: url, max: concurrency })
  let round = 0
  return {
    measure(seconds) {
      const begun = ++round
      return perSecond({ workers: concurrency, seconds }, (worker, turn) =>
        pool.query(bareStatement(filled, `bare-${begun}-${worker}-${Math.floor(turn / messagesEach)}`)),
      )
    },
    end: () => pool.end(),
  }
}

const itemOf = ({ channelId, brandId }: Filled, visitor: string) => ({
  messageId: newId(),
  conversationId: newId(),
  contactId: newId(),
  identityId: newId(),
  channelId,
  brandId,
  identityKind: 'visitor',
  identityValue: visitor,
  verified: false,
  externalId: newId(),
  body,
  preview: body,
  at: new Date().toISOString(),
  reopenDays: 0,
  form: {},
  topic: null,
  attachmentIds: [],
  uploader: '',
})
