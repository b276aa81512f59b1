import type { Prisma, SlaPolicy } from '@switchboard/prisma'
import { maySeeBrand } from '../brands/policy.ts'
import type { Context } from '../context.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts'
import type { SaveSlaPoliciesInput, SlaPolicyInput } from '../graphql/gen/types.ts'
import type { BrandRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { queueEditor } from '../routing/queues/policy.ts'
import { givenConditions } from '../routing/rules/given.ts'
import { knownOf } from '../routing/rules/known.ts'
import type { ConditionKind } from '../routing/rules/rule.ts'
import { conditionsProblems } from '../routing/rules/validate.ts'

const most = 50
const kinds: ConditionKind[] = ['channel', 'topic', 'words', 'language', 'attribute', 'queue', 'priority']
const order: Prisma.SlaPolicyOrderByWithRelationInput[] = [{ place: 'asc' }, { id: 'asc' }]

/** The policies of one brand, in the order they are asked. */
export interface BrandSla {
  brand: BrandRow
  policies: SlaPolicy[]
}

/** The policies of the brands the viewer sees, by the brands' names. @throws UnauthenticatedError, ForbiddenError. */
export async function slaPolicies({ db, viewer }: Context): Promise<BrandSla[]> {
  const { brandIds } = queueEditor(viewer)
  const brands = await db.prisma.brand.findMany({
    where: brandIds ? { id: { in: brandIds } } : {},
    include: { slaPolicies: { orderBy: order } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return brands.map(({ slaPolicies: policies, ...brand }) => ({ brand, policies }))
}

/**
 * Makes these the policies of a brand, in this order; those that are not named are removed. What is due in its open
 * conversations is counted anew.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError when somebody else changed them since
 * `version`; InvalidInputError at the field, such as `policies.0.firstResponseSeconds`.
 */
export async function saveSlaPolicies(ctx: Context, { brandId, version, policies: given }: SaveSlaPoliciesInput) {
  const viewer = queueEditor(ctx.viewer)
  if (!isId(brandId) || !maySeeBrand(viewer, brandId)) throw noBrand()
  if (given.length > most) throw new InvalidInputError('policies', `A brand has at most ${most} policies.`)
  return transact(ctx, async (tx) => {
    const [held] = await tx.$queryRaw<{ version: number }[]>`
      SELECT sla_version AS version FROM brands WHERE id = ${brandId}::uuid FOR NO KEY UPDATE`
    if (!held) throw noBrand()
    if (held.version !== version) throw new ConflictError('Somebody changed the policies meanwhile: load them again.')
    const policies = await checked(tx, brandId, given)
    await tx.slaPolicy.deleteMany({ where: { brandId, id: { notIn: policies.map(({ id }) => id) } } })
    for (const { id, ...data } of policies) {
      await tx.slaPolicy.upsert({ where: { id }, create: { id, brandId, ...data }, update: data })
    }
    const brand = await tx.brand.update({ where: { id: brandId }, data: { slaVersion: version + 1 } })
    await tx.$executeRaw`SELECT recount_sla(${brandId}::uuid)`
    const about = { brandId, agentId: viewer.agentId, data: { list: 'SLA_POLICIES' } }
    await append(tx, { type: 'directory.changed', ...about })
    return { sla: { brand, policies: await tx.slaPolicy.findMany({ where: { brandId }, orderBy: order }) } }
  })
}

async function checked(tx: Tx, brandId: string, given: readonly SlaPolicyInput[]) {
  const known = { ...(await knownOf(tx, brandId)), kinds }
  const ids = new Set((await tx.slaPolicy.findMany({ where: { brandId }, select: { id: true } })).map(({ id }) => id))
  return given.map(({ id, active, businessTime, ...input }, place) => {
    const at = `policies.${place}`
    const conditions = givenConditions(`${at}.conditions`, input.conditions)
    const [problem] = conditionsProblems(conditions, known)
    if (problem) throw new InvalidInputError(`${at}.${problem.field}`, problem.message)
    return {
      // An id that is none of the brand's makes a new policy: another brand's stays what it is.
      id: id && ids.has(id) ? id : newId(),
      place,
      active,
      businessTime,
      name: line(`${at}.name`, input.name, 80),
      conditions: conditions as unknown as Prisma.InputJsonValue,
      ...checkedTargets(at, input),
    }
  })
}

const year = 365 * 86_400

function checkedTargets(at: string, input: Pick<SlaPolicyInput, 'warnPercent' | (typeof targets)[number]>) {
  for (const field of targets) {
    const value = input[field]
    if (value != null && (value < 60 || value > year)) {
      throw new InvalidInputError(`${at}.${field}`, 'This must be between a minute and a year.')
    }
  }
  const [first, next, end] = targets.map((field) => input[field] ?? null)
  if (first === null && next === null && end === null) {
    throw new InvalidInputError(`${at}.firstResponseSeconds`, 'Promise something: this policy has no times.')
  }
  if (first != null && end != null && end < first) {
    throw new InvalidInputError(`${at}.resolutionSeconds`, 'This cannot come before the first answer.')
  }
  if (input.warnPercent < 1 || input.warnPercent > 99) {
    throw new InvalidInputError(`${at}.warnPercent`, 'This must be between 1 and 99.')
  }
  return {
    firstResponseSeconds: first ?? null,
    nextResponseSeconds: next ?? null,
    resolutionSeconds: end ?? null,
    warnPercent: input.warnPercent,
  }
}

const targets = ['firstResponseSeconds', 'nextResponseSeconds', 'resolutionSeconds'] as const

const noBrand = () => new NotFoundError('There is no such brand.')
