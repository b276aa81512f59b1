import { InvalidInputError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'

/** Ids without doubles. @throws InvalidInputError naming `field` when one of them is no team's. */
export async function checkedTeams(tx: Pick<Tx, 'team'>, field: string, ids: readonly string[]): Promise<string[]> {
  return checked(field, 'team', ids, (id) => tx.team.count({ where: { id: { in: id } } }))
}

/** Ids without doubles. @throws InvalidInputError naming `field` when one of them is no brand's. */
export async function checkedBrands(tx: Pick<Tx, 'brand'>, field: string, ids: readonly string[]): Promise<string[]> {
  return checked(field, 'brand', ids, (id) => tx.brand.count({ where: { id: { in: id } } }))
}

/** Ids without doubles. @throws InvalidInputError naming `field` when one of them is nobody's who works here. */
export async function checkedMembers(tx: Pick<Tx, 'agent'>, field: string, ids: readonly string[]): Promise<string[]> {
  return checked(field, 'agent', ids, (id) => tx.agent.count({ where: { id: { in: id }, active: true } }))
}

async function checked(
  field: string,
  noun: string,
  given: readonly string[],
  count: (ids: string[]) => Promise<number>,
): Promise<string[]> {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))]
  const known = ids.length <= 500 && ids.every(isId) && (await count(ids)) === ids.length
  if (!known) throw new InvalidInputError(field, `One of these is no ${noun} of the centre.`)
  return ids
}
