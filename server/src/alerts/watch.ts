import type { Alert, AlertRule } from '@switchboard/prisma'
import { localMinute } from '../opening-hours/local-time.ts'
import type { Services } from '../context.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import type { Jobs } from '../platform/jobs.ts'
import { transact } from '../platform/transaction.ts'
import { queuesNow } from '../metrics/queue-now.ts'
import { type Measured, measure } from './measure.ts'
import { alertMetrics, type AlertMetric } from './metrics.ts'
import { tellJob } from './tell.ts'
import { isQuiet, stepOf } from './step.ts'

/** Apart from the locks of migrations, data directories, leases and routing. */
const lock = 7_246_513
const every = 5000

type Rule = AlertRule & { brand: { timeZone: string }; alerts: Alert[] }

/** One look at everything that is watched, by one process at a time. */
export async function lookAtAlerts({ db, wake, clock, jobs }: Services): Promise<void> {
  if ((await db.prisma.alertRule.count({ where: { active: true } })) === 0) return
  await transact({ db, wake }, async (tx) => {
    const [{ mine } = { mine: false }] = await tx.$queryRaw<{ mine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${lock}) AS mine`
    if (!mine) return
    const now = clock.now()
    const rules = await tx.alertRule.findMany({
      where: { active: true },
      include: { brand: { select: { timeZone: true } }, alerts: { where: { clearedAt: null } } },
    })
    const measured = await measure(tx, await queuesNow(db, now), now)
    for (const rule of rules) await look(tx, jobs, rule, measured, now)
  })
}

/** Whatever was open and is not measured any more, such as an agent who is back at work, is good. */
async function look(tx: Tx, jobs: Jobs, rule: Rule, measured: readonly Measured[], now: Date) {
  const about = measured.filter((one) => concerns(rule, one))
  for (const one of about) {
    const alert = rule.alerts.find(({ subjectId }) => subjectId === one.subjectId) ?? null
    await step(tx, jobs, rule, { alert, now, value: one.values[rule.metric as AlertMetric] ?? null, ...one })
  }
  const seen = new Set(about.map(({ subjectId }) => subjectId))
  for (const alert of rule.alerts) {
    const { subjectId, subject } = alert
    if (!seen.has(subjectId)) await step(tx, jobs, rule, { alert, now, value: null, subjectId, subject })
  }
}

function concerns({ metric, brandId, queueId }: Rule, { subjectId, brandIds, values }: Measured): boolean {
  if (!(metric in values) || !(brandIds?.includes(brandId) ?? true)) return false
  return alertMetrics[metric as AlertMetric].of !== 'queue' || queueId === null || queueId === subjectId
}

interface Look {
  alert: Alert | null
  subjectId: string
  subject: string
  value: number | null
  now: Date
}

async function step(tx: Tx, jobs: Jobs, rule: Rule, { alert, subjectId, subject, value, now }: Look) {
  const next = stepOf({ ...rule, metric: rule.metric as AlertMetric }, alert, value, now)
  const quiet = isQuiet(localMinute(rule.brand.timeZone, now), rule.quietFrom, rule.quietTo)
  const firing = { firedAt: now, quiet }
  if (next.kind === 'open' && value !== null) {
    const data = { ruleId: rule.id, subjectId, subject, value, worst: value, beganAt: now }
    const { id } = await tx.alert.create({ data: { ...data, ...(next.fires && firing) } })
    if (next.fires) await tell(tx, jobs, rule, { id, kind: 'fired', quiet })
  } else if (alert && next.kind === 'keep') {
    const { worst, goodSince, fires } = next
    const data = { worst, goodSince, ...(value !== null && { value }), ...(fires && firing) }
    await tx.alert.update({ where: { id: alert.id }, data })
    if (fires) await tell(tx, jobs, rule, { id: alert.id, kind: 'fired', quiet })
  } else if (alert && next.kind === 'drop') {
    await tx.alert.delete({ where: { id: alert.id } })
  } else if (alert && next.kind === 'clear') {
    await tx.alert.update({ where: { id: alert.id }, data: { clearedAt: now } })
    await tell(tx, jobs, rule, { id: alert.id, kind: 'cleared', quiet: quiet || alert.quiet })
  }
}

/** Screens always hear of it, since actions begin and end with it; mails and webhooks not in quiet times. */
async function tell(tx: Tx, jobs: Jobs, rule: Rule, { id, kind, quiet }: { id: string; kind: string; quiet: boolean }) {
  const ways = [...rule.emails.map((email) => ({ email })), ...(rule.webhookUrl ? [{ webhook: rule.webhookUrl }] : [])]
  for (const way of quiet ? [] : ways) await jobs.enqueue(tx, tellJob, { alertId: id, kind, ...way })
  await append(tx, { type: 'alert.changed', brandId: rule.brandId, data: { alertId: id, kind, quiet } })
}

/** Looks at what is watched, again and again. */
export function startAlerts(services: Services): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const look = () => {
    running = running.then(() =>
      lookAtAlerts(services).catch((error: unknown) =>
        services.log.error({ err: error }, 'what is watched could not be looked at; it is tried again'),
      ),
    )
  }
  const timer = setInterval(look, every).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
