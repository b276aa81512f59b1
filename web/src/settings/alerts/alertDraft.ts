import { whole } from '../form/whole.ts'
import type { AlertMetric, AlertRulePartsFragment, SaveAlertRuleInput } from '../../gql/gen/graphql.ts'

/** What the form of a rule holds; numbers and times as they stand in their fields. */
export interface AlertDraft {
  brandId: string
  /** Empty: each of the brand. */
  queueId: string
  name: string
  active: boolean
  metric: AlertMetric
  threshold: string
  forSeconds: string
  clearSeconds: string
  quietFrom: string
  quietTo: string
  emails: string[]
  webhookUrl: string
  /** Empty: as it is. */
  priorityClass: string
  /** Empty: none. */
  overflowQueueId: string
}

/** What is watched of queues; the others are of agents and channels. */
export const ofQueues = new Set<AlertMetric>([
  'OLDEST_WAITING',
  'WAITING',
  'SERVICE_LEVEL',
  'ABANDON_RATE',
  'NOBODY_AVAILABLE',
  'VOLUME',
])

const two = (n: number) => String(n).padStart(2, '0')

/** A minute of the day as time fields write it; empty for none. */
export const timeOf = (minute: number | null | undefined): string =>
  minute == null ? '' : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** The minute of the day that a time field names; null when it is empty. */
export function minuteOf(time: string): number | null {
  const [hours, minutes] = time.split(':').map(Number)
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes
}

/** The form of a rule that is there, or of a new one. */
export const alertDraft = (rule: AlertRulePartsFragment | null, brandId: string): AlertDraft => ({
  brandId: rule?.brand.id ?? brandId,
  queueId: rule?.queue?.id ?? '',
  name: rule?.name ?? '',
  active: rule?.active ?? true,
  metric: rule?.metric ?? 'OLDEST_WAITING',
  threshold: String(rule?.threshold ?? 120),
  forSeconds: String(rule?.forSeconds ?? 0),
  clearSeconds: String(rule?.clearSeconds ?? 60),
  quietFrom: timeOf(rule?.quietFrom),
  quietTo: timeOf(rule?.quietTo),
  emails: [...(rule?.emails ?? [])],
  webhookUrl: rule?.webhookUrl ?? '',
  priorityClass: String(rule?.priorityClass ?? ''),
  overflowQueueId: rule?.overflowQueue?.id ?? '',
})

const number = (text: string) => (String(text).trim() === '' || Number.isNaN(Number(text)) ? -1 : Number(text))

/** What is sent of a form. A number that is none is sent as one the hub refuses at its field. */
export function alertInput(id: string | null, draft: AlertDraft): SaveAlertRuleInput {
  const { brandId, name, active, metric, emails, webhookUrl, queueId, overflowQueueId, priorityClass } = draft
  const queued = ofQueues.has(metric)
  return {
    ...(id && { id }),
    brandId,
    name,
    active,
    metric,
    emails,
    threshold: number(draft.threshold),
    forSeconds: whole(draft.forSeconds),
    clearSeconds: whole(draft.clearSeconds),
    quietFrom: minuteOf(draft.quietFrom),
    quietTo: minuteOf(draft.quietTo),
    webhookUrl: webhookUrl.trim() || null,
    queueId: queued ? queueId || null : null,
    overflowQueueId: queued ? overflowQueueId || null : null,
    priorityClass: queued && priorityClass ? whole(priorityClass) : null,
  }
}
