import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { type AgentClient, agentClient } from './agent.ts'
import type { Hub } from './hub.ts'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
export const fieldsOf = (type: 'getQueryType' | 'getMutationType' | 'getSubscriptionType') =>
  Object.keys(schema[type]()?.getFields() ?? {}).toSorted()

/** Who asks, by what the columns call them: people of the first brand, of another, and nobody. */
export async function openCallers(hub: Hub) {
  const { brand } = hub.services.db.prisma
  const otherBrand = (await brand.create({ data: { name: 'Somebody else' } })).id
  const thirdBrand = (await brand.create({ data: { name: 'A third' } })).id
  const callers = new Map<string, AgentClient>()
  callers.set('nobody', agentClient(hub.url, {}, { id: '', name: '' }))
  // At another address than nobody: each may try only so much.
  const visits = { authorization: 'Bearer a.visitor.token', 'x-forwarded-for': '192.0.2.7' }
  callers.set('visitor', agentClient(hub.url, visits, { id: '', name: '' }))
  for (const role of ['agent', 'senior', 'supervisor'] as const) {
    callers.set(role, await hub.agent({ role, brandIds: [hub.brandId] }))
    callers.set(`${role} elsewhere`, await hub.agent({ role, brandIds: [otherBrand] }))
  }
  callers.set('administrator', await hub.agent({ role: 'administrator' }))
  return { callers, thirdBrand }
}

/**
 * What comes of an operation on a thing of the first brand: `yes`, `hidden` (as if there were none), `forbidden`,
 * `sign in`, or the name of another expected failure.
 */
export type Outcome = 'yes' | 'hidden' | 'forbidden' | 'sign in' | 'ConflictError'

/** Columns of the table: agent, elsewhere; senior, elsewhere; supervisor, elsewhere; administrator. */
export const columns = [
  'agent',
  'agent elsewhere',
  'senior',
  'senior elsewhere',
  'supervisor',
  'supervisor elsewhere',
  'administrator',
]
export type Row = [anybody: Outcome, ...signedIn: Outcome[]]
export const anybody = (outcome: Outcome): Row => [outcome, ...columns.map(() => outcome)]
export const everyone: Row = ['sign in', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes']
export const ofBrand: Row = ['sign in', 'yes', 'hidden', 'yes', 'hidden', 'yes', 'hidden', 'yes']
export const seniors: Row = ['sign in', 'forbidden', 'hidden', 'yes', 'hidden', 'yes', 'hidden', 'yes']
export const no = 'forbidden'
export const leads: Row = ['sign in', no, no, no, no, 'yes', 'yes', 'yes']
export const leadsWithin: Row = ['sign in', no, no, no, no, 'yes', no, 'yes']
export const leadsOfBrand: Row = ['sign in', no, no, no, no, 'yes', 'hidden', 'yes']
/** Agents of the brand learn that it is not theirs to do; those of others, that there is none. */
export const leadsOfBrandHidden: Row = ['sign in', no, 'hidden', no, 'hidden', 'yes', 'hidden', 'yes']
export const securing: Row = ['sign in', no, no, no, no, no, 'hidden', 'yes']
/** An offer is for whoever is asked, whatever role others have. */
export const nobodyElse: Row = ['sign in', ...columns.map((): Outcome => 'hidden')]
export const administrators: Row = ['sign in', no, no, no, no, no, no, 'yes']
/** As `administrators`: they are told that this hub has nobody to carry mail or texts. */
export const trying: Row = ['sign in', no, no, no, no, no, no, 'ConflictError']

export const rowOf = ([none, ...rest]: Row) =>
  [['nobody', none], ['visitor', none], ...columns.map((c, i) => [c, rest[i]])] as [string, Outcome][]

export function refusal(errors: { extensions?: Record<string, unknown> }[]): string {
  const code = String(errors[0]?.extensions?.['code'])
  return { UNAUTHENTICATED: 'sign in', FORBIDDEN: 'forbidden' }[code] ?? code
}

export async function mutate(by: AgentClient, field: string, input: object): Promise<string> {
  const name = `${field[0]?.toUpperCase()}${field.slice(1)}`
  const text = `mutation($input: ${name}Input!) { ${field}(input: $input) { __typename ... on UserError { message } } }`
  const { data, errors } = await by.gql(text, { input })
  if (errors) return refusal(errors)
  const member: string = data[field].__typename
  const known: Record<string, string> = {
    [`${name}Payload`]: 'yes',
    NotFoundError: 'hidden',
    ForbiddenError: 'forbidden',
  }
  return known[member] ?? `${member}: ${data[field].message}`.replace(/^ConflictError.*/, 'ConflictError')
}
