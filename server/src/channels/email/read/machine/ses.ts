import * as v from 'valibot'
import type { Receipt, Understood } from '../../../carried.ts'
import { normalise } from '../mime/addresses.ts'
import { idsIn } from '../mime/headers.ts'
import { complained } from './complaint.ts'
import { reasonFor } from './reason.ts'
import type { Report } from './report.ts'

const recipient = v.object({
  emailAddress: v.string(),
  status: v.optional(v.string(), ''),
  diagnosticCode: v.optional(v.string(), ''),
})
const notification = v.object({
  notificationType: v.optional(v.string()),
  eventType: v.optional(v.string()),
  mail: v.object({
    messageId: v.optional(v.string(), ''),
    headers: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
    commonHeaders: v.optional(v.object({ messageId: v.optional(v.string(), '') }), { messageId: '' }),
  }),
  bounce: v.optional(
    v.object({
      bounceType: v.optional(v.string(), ''),
      bounceSubType: v.optional(v.string(), ''),
      bouncedRecipients: v.array(recipient),
    }),
  ),
  complaint: v.optional(
    v.object({ complainedRecipients: v.array(recipient), complaintFeedbackType: v.nullish(v.string(), 'abuse') }),
  ),
  delivery: v.optional(
    v.object({ recipients: v.optional(v.array(v.string()), []), smtpResponse: v.optional(v.string(), '') }),
  ),
  deliveryDelay: v.optional(v.object({ delayedRecipients: v.array(recipient) })),
})
type Notification = v.InferOutput<typeof notification>

/** What a notification of Amazon SES says, which comes as JSON in the text of a mail; null when it is none. */
export function sesNotification(report: Report): Understood | null {
  const read = v.safeParse(notification, jsonIn(report.text))
  if (!read.success) return null
  const { mail, complaint, bounce, delivery, deliveryDelay } = read.output
  if (complaint) {
    const people = complaint.complainedRecipients.map(({ emailAddress }) => normalise(emailAddress))
    return complained(people, complaint.complaintFeedbackType ?? 'abuse')
  }
  const providerId = idOf(mail)
  if (bounce)
    return {
      receipts: bounce.bouncedRecipients.map((one) =>
        bounced(one, providerId, bounce.bounceType, bounce.bounceSubType),
      ),
    }
  if (deliveryDelay)
    return {
      receipts: deliveryDelay.delayedRecipients.map((one) => ({
        ...bounced(one, providerId, '', ''),
        state: 'delayed' as const,
      })),
    }
  if (!delivery) return null
  const { code } = reasonFor(delivery.smtpResponse, '')
  const people = delivery.recipients.length || 1
  return {
    receipts: Array.from({ length: people }, () => ({
      providerId,
      state: 'delivered' as const,
      reason: null,
      code,
      badAddress: null,
    })),
  }
}

function bounced(one: v.InferOutput<typeof recipient>, providerId: string, type: string, kind: string): Receipt {
  const said = one.diagnosticCode.replace(/^\s*smtp;\s*/i, '') || kind
  const { words, code, badAddress } = reasonFor(said, one.status)
  const bad =
    badAddress ||
    (type === 'Permanent' && ['General', 'NoEmail', 'OnAccountSuppressionList', 'Suppressed'].includes(kind))
  return {
    providerId,
    state: 'failed',
    reason: words,
    code,
    badAddress: bad && type !== 'Transient' ? normalise(one.emailAddress) : null,
  }
}

/** Our own Message-ID when SES tells the headers, else its id. */
function idOf({ headers, commonHeaders, messageId }: Notification['mail']): string {
  const own = headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? commonHeaders.messageId
  return idsIn(own)[0] ?? messageId
}

/** The JSON in a text; mail servers break long lines, marking the break with `!`. */
function jsonIn(text: string): unknown {
  const whole = text.replace(/!\r?\n /g, '').slice(text.indexOf('{'))
  const json = whole.slice(0, whole.lastIndexOf('}') + 1)
  const parsed = parsedOrNull(json) ?? parsedOrNull(json.replace(/\r?\n/g, ''))
  const inner = v.safeParse(v.object({ Message: v.string() }), parsed)
  return inner.success ? parsedOrNull(inner.output.Message) : parsed
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
