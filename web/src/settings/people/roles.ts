import type { Role } from '../../gql/gen/graphql.ts'

/** From most to least. */
const ranked: Role[] = ['ADMINISTRATOR', 'SUPERVISOR', 'SENIOR', 'AGENT']

/** The roles somebody may give: administrators any, everyone else those below their own. */
export const grantableRoles = (own: Role): Role[] =>
  own === 'ADMINISTRATOR' ? ranked : ranked.slice(ranked.indexOf(own) + 1)

/** Whether somebody may change a person who has this role. */
export const mayChange = (own: Role, other: Role): boolean => grantableRoles(own).includes(other)
