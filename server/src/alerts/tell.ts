import * as v from 'valibot'
import type { Services } from '../context.ts'
import { postJson } from '../platform/post-json.ts'
import type { AlertMetric } from './metrics.ts'

/** The name of the job that tells somebody of an alert. */
export const tellJob = 'alert.tell'

const Data = v.object({
  alertId: v.pipe(v.string(), v.uuid()),
  kind: v.picklist(['fired', 'cleared']),
  email: v.optional(v.string()),
  webhook: v.optional(v.string()),
})

const words: Record<AlertMetric, (value: number) => string> = {
  oldest_waiting: (value) => `somebody has been waiting for ${Math.round(value)} seconds`,
  waiting: (value) => `${value} wait`,
  service_level: (value) => `service level today is ${value.toFixed(1)} %`,
  abandon_rate: (value) => `${value.toFixed(1)} % left today without an answer`,
  nobody_available: (value) => `${value} agents could take something while somebody waits`,
  volume: (value) => `${Math.round(value)} % of what usually comes at this time`,
  agent_over_limit: (value) => `${Math.round(value)} minutes over the limit of the state`,
  channel_down: (value) => `not connected for ${Math.round(value)} seconds`,
}

/** Sends a mail or calls a webhook; a failure is tried again by whoever runs the job. */
export async function tellOfAlert({ db, mail, env }: Services, data: unknown): Promise<void> {
  const { alertId, kind, email, webhook } = v.parse(Data, data)
  const alert = await db.prisma.alert.findUnique({
    where: { id: alertId },
    include: { rule: { include: { brand: true } } },
  })
  // The rule was removed meanwhile: nobody wants to know any more.
  if (!alert) return
  const { rule } = alert
  const sentence = words[rule.metric as AlertMetric](kind === 'fired' ? alert.value : alert.worst)
  const link = `${env.PUBLIC_URL}/supervision`
  const title = kind === 'fired' ? `${rule.name}: ${alert.subject}` : `Over: ${rule.name}: ${alert.subject}`
  if (email) {
    const text = `${rule.brand.name}, ${alert.subject}: ${kind === 'fired' ? sentence : `it is over. At its worst: ${sentence}`}.\n\n${link}\n`
    await mail.send({ to: email, subject: title, text })
  }
  if (webhook) {
    await postJson(
      webhook,
      {
        event: `alert.${kind}`,
        alert: { id: alert.id, rule: rule.name, metric: rule.metric, threshold: rule.threshold },
        brand: rule.brand.name,
        subject: { id: alert.subjectId, name: alert.subject },
        value: alert.value,
        worst: alert.worst,
        firedAt: alert.firedAt?.toISOString() ?? null,
        clearedAt: alert.clearedAt?.toISOString() ?? null,
        text: `${title}: ${sentence}`,
        link,
      },
      { allowPrivateHosts: env.ALLOW_PRIVATE_HOSTS },
    )
  }
}

/** Takes up the jobs of alerts; call it once on a process that works. */
export const registerAlertJobs = (services: Services): Promise<void> =>
  services.jobs.work(tellJob, (data) => tellOfAlert(services, data))
