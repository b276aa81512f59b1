import type { AlertRule } from '@switchboard/prisma'
import * as v from 'valibot'
import { knownBrand } from '../brands/known-brand.ts'
import { maySeeBrand } from '../brands/policy.ts'
import type { AgentViewer, Context } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import type { SaveAlertRuleInput as AlertRuleInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { isPrivateHost } from '../platform/private-hosts.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { alertMetrics, type AlertMetric } from './metrics.ts'
import { alertEditor } from './policy.ts'

/**
 * Saves what is watched; without an id it is a new rule. What fires now goes on, measured by the new rule, or is over when
 * the rule watches no more.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field.
 */
export async function saveAlertRule(ctx: Context, { id, ...input }: AlertRuleInput) {
  const viewer = alertEditor(ctx.viewer)
  const rule = await transact(ctx, async (tx) => {
    const before = id == null ? null : await existing(tx, viewer, id)
    const brandId = before?.brandId ?? (await knownBrand(tx, viewer, input.brandId))
    const data = await checked(tx, brandId, input, ctx.env.ALLOW_PRIVATE_HOSTS)
    const saved = await tx.alertRule.upsert({
      where: { id: before?.id ?? newId() },
      create: { brandId, ...data },
      update: data,
    })
    if (!saved.active) await endAlerts(tx, saved, ctx.clock.now())
    await tellOfRules(tx, saved, viewer)
    return saved
  })
  return { rule }
}

/** Removes a rule with its log; what it did while it fired ends. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export async function deleteAlertRule(ctx: Context, { ruleId }: { ruleId: string }) {
  const viewer = alertEditor(ctx.viewer)
  await transact(ctx, async (tx) => {
    const rule = await existing(tx, viewer, ruleId)
    await tx.alertRule.delete({ where: { id: rule.id } })
    await tellOfRules(tx, rule, viewer)
  })
  return { ruleId }
}

/** Nobody looks any more at what a rule had found: what fired is over, what was about to fire never was. */
async function endAlerts(tx: Tx, { id: ruleId, brandId }: AlertRule, now: Date) {
  await tx.alert.deleteMany({ where: { ruleId, firedAt: null } })
  const open = await tx.alert.updateManyAndReturn({
    where: { ruleId, clearedAt: null },
    data: { clearedAt: now },
    select: { id: true, quiet: true },
  })
  const facts = open.map(({ id, quiet }) => ({ alertId: id, kind: 'cleared', quiet }))
  await append(tx, ...facts.map((data) => ({ type: 'alert.changed', brandId, data })))
}

async function existing(tx: Tx, viewer: AgentViewer, id: string): Promise<AlertRule> {
  const rule = isId(id) ? await tx.alertRule.findUnique({ where: { id } }) : null
  if (!rule || !maySeeBrand(viewer, rule.brandId)) throw new NotFoundError('There is no such rule.')
  return rule
}

const tellOfRules = (tx: Tx, { brandId }: AlertRule, { agentId }: AgentViewer) =>
  append(tx, { type: 'directory.changed', brandId, agentId, data: { list: 'ALERT_RULES' } })

async function checked(tx: Tx, brandId: string, input: Omit<AlertRuleInput, 'id'>, allowPrivateHosts: boolean) {
  const metric = input.metric.toLowerCase() as AlertMetric
  const { of, most } = alertMetrics[metric]
  const { threshold, forSeconds, clearSeconds, active } = input
  if (!(threshold >= 0 && threshold <= most))
    throw new InvalidInputError('threshold', `This must be between 0 and ${most}.`)
  if (metric === 'nobody_available' && threshold < 1) {
    throw new InvalidInputError('threshold', 'Fewer than 0 agents can never be: this must be at least 1.')
  }
  if (metric === 'service_level' && threshold === 0) {
    throw new InvalidInputError('threshold', 'Service level is never below 0.')
  }
  if ((metric === 'abandon_rate' && threshold >= 100) || (metric === 'service_level' && threshold > 100)) {
    throw new InvalidInputError('threshold', 'A percentage never goes above 100.')
  }
  for (const [field, value] of [
    ['forSeconds', forSeconds],
    ['clearSeconds', clearSeconds],
  ] as const) {
    if (value < 0 || value > 86_400) throw new InvalidInputError(field, 'This must be between 0 seconds and a day.')
  }
  const queueId = of === 'queue' ? await queueOf(tx, brandId, 'queueId', input.queueId) : null
  const overflowQueueId = await queueOf(tx, brandId, 'overflowQueueId', input.overflowQueueId)
  const priorityClass = input.priorityClass ?? null
  if (of !== 'queue' && (overflowQueueId || priorityClass !== null)) {
    throw new InvalidInputError(
      overflowQueueId ? 'overflowQueueId' : 'priorityClass',
      'Only a queue can be helped like this.',
    )
  }
  if (overflowQueueId && overflowQueueId === queueId) {
    throw new InvalidInputError('overflowQueueId', 'A queue cannot help itself out.')
  }
  if (priorityClass !== null && (priorityClass < 1 || priorityClass > 9)) {
    throw new InvalidInputError('priorityClass', 'This must be between 1 and 9.')
  }
  return {
    name: line('name', input.name, 80),
    active,
    metric,
    threshold,
    forSeconds,
    clearSeconds,
    queueId,
    overflowQueueId,
    priorityClass,
    ...quietTimes(input),
    emails: emailsOf(input.emails),
    webhookUrl: webhookOf(input.webhookUrl, allowPrivateHosts),
  }
}

async function queueOf(tx: Tx, brandId: string, field: string, id: string | null | undefined): Promise<string | null> {
  if (id == null) return null
  const queue = isId(id) ? await tx.queue.findUnique({ where: { id } }) : null
  if (!queue || queue.archivedAt || queue.brandId !== brandId) {
    throw new InvalidInputError(field, 'The brand has no such queue.')
  }
  return queue.id
}

function quietTimes({ quietFrom = null, quietTo = null }: Pick<AlertRuleInput, 'quietFrom' | 'quietTo'>) {
  const wrong = (minute: number | null) => minute !== null && (minute < 0 || minute > 1439)
  if (wrong(quietFrom)) throw new InvalidInputError('quietFrom', 'This is no time of day.')
  if (wrong(quietTo)) throw new InvalidInputError('quietTo', 'This is no time of day.')
  if ((quietFrom === null) !== (quietTo === null)) {
    throw new InvalidInputError(
      quietFrom === null ? 'quietFrom' : 'quietTo',
      'Quiet times have a beginning and an end.',
    )
  }
  if (quietFrom !== null && quietFrom === quietTo) {
    throw new InvalidInputError('quietTo', 'Quiet times end at another time than they begin.')
  }
  return { quietFrom, quietTo }
}

function emailsOf(given: readonly string[]): string[] {
  if (given.length > 20) throw new InvalidInputError('emails', 'At most 20 addresses are told.')
  return [...new Set(given.map((one) => one.trim().toLowerCase()))].map((email) => {
    if (!v.is(v.pipe(v.string(), v.email(), v.maxLength(320)), email)) {
      throw new InvalidInputError('emails', `${email} is no mail address.`)
    }
    return email
  })
}

function webhookOf(given: string | null | undefined, allowPrivateHosts: boolean): string | null {
  const text = given?.trim()
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 2000) {
    throw new InvalidInputError('webhookUrl', 'This is no web address, such as https://example.com/hook.')
  }
  if (!allowPrivateHosts && isPrivateHost(url)) {
    throw new InvalidInputError('webhookUrl', 'This host is private: the hub does not call it.')
  }
  return url.href
}
