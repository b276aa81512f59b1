import type { Role } from '../../gql/gen/graphql.ts'

/** From most to least. */
const ranked: Role[] = ['ADMINISTRATOR', 'SUPERVISOR', 'SENIOR', 'AGENT']

/** The roles somebody may give to others: their own and those below. */
export const grantableRoles = (own: Role): Role[] => ranked.slice(ranked.indexOf(own))

/** Whether somebody may change a person of this role at all. */
export const mayChange = (own: Role, other: Role): boolean => ranked.indexOf(own) <= ranked.indexOf(other)
