import type { Prisma } from '@switchboard/prisma'
import { maySeeBrand } from '../../brands/policy.ts'
import type { Context } from '../../context.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors.ts'
import type { RoutingRuleInput, SaveRoutingInput } from '../../graphql/gen/types.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId, newId } from '../../platform/ids.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { queueEditor } from '../queues/policy.ts'
import { givenConditions } from './given.ts'
import { knownOf } from './known.ts'
import type { ConditionKind, Rule } from './rule.ts'
import { ruleProblems } from './validate.ts'

const most = 100
/** A rule leads to a queue: it cannot ask for one, nor for what is decided later. */
const kinds: ConditionKind[] = ['channel', 'topic', 'words', 'language', 'attribute', 'hours']

/**
 * Makes these the rules of a brand, in this order; those that are not named are removed.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError when somebody else changed them since
 * `version`; InvalidInputError at the field, such as `rules.0.conditions.1.values`.
 */
export async function saveRouting(ctx: Context, { brandId, version, rules: given }: SaveRoutingInput) {
  const viewer = queueEditor(ctx.viewer)
  if (!isId(brandId) || !maySeeBrand(viewer, brandId)) throw noBrand()
  if (given.length > most) throw new InvalidInputError('rules', `A brand has at most ${most} rules.`)
  return transact(ctx, async (tx) => {
    const [held] = await tx.$queryRaw<{ version: number }[]>`
      SELECT rules_version AS version FROM brands WHERE id = ${brandId}::uuid FOR NO KEY UPDATE`
    if (!held) throw noBrand()
    if (held.version !== version) throw new ConflictError('Somebody changed the rules meanwhile: load them again.')
    const rules = await checkedRules(tx, brandId, given)
    await tx.routingRule.deleteMany({ where: { brandId, id: { notIn: rules.map(({ id }) => id) } } })
    for (const { id, ...data } of rules) {
      await tx.routingRule.upsert({ where: { id }, create: { id, brandId, ...data }, update: data })
    }
    const brand = await tx.brand.update({ where: { id: brandId }, data: { rulesVersion: version + 1 } })
    const about = { brandId, agentId: viewer.agentId, data: { list: 'ROUTING_RULES' } }
    await append(tx, { type: 'directory.changed', ...about })
    const saved = await tx.routingRule.findMany({ where: { brandId }, orderBy: [{ place: 'asc' }, { id: 'asc' }] })
    return { routing: { brand, rules: saved } }
  })
}

async function checkedRules(tx: Tx, brandId: string, given: readonly RoutingRuleInput[]) {
  const known = { ...(await knownOf(tx, brandId)), kinds }
  const ids = new Set((await tx.routingRule.findMany({ where: { brandId }, select: { id: true } })).map(({ id }) => id))
  return given.map((input, place) => {
    const at = `rules.${place}`
    const name = line(`${at}.name`, input.name, 80)
    // An id that is none of the brand's makes a new rule: another brand's stays what it is.
    const rule = asGiven(input.id && ids.has(input.id) ? input.id : newId(), input, at)
    const [problem] = ruleProblems(rule, known)
    if (problem) throw new InvalidInputError(`${at}.${problem.field}`, problem.message)
    const { id, queueId, boostSeconds } = rule
    const conditions = rule.conditions as unknown as Prisma.InputJsonValue
    const skills = rule.skills as unknown as Prisma.InputJsonValue
    return { id, place, name, active: input.active, queueId, boostSeconds, conditions, skills }
  })
}

function asGiven(id: string, { conditions, queueId, boostSeconds, skills }: RoutingRuleInput, at: string): Rule {
  return {
    id,
    queueId,
    boostSeconds,
    skills: skills.map(({ skillId, level }) => ({ id: skillId, level })),
    conditions: givenConditions(`${at}.conditions`, conditions),
  }
}

const noBrand = () => new NotFoundError('There is no such brand.')
