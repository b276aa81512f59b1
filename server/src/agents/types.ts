import type { Role as StoredRole } from '@switchboard/prisma'
import { maySeeBrand } from '../brands/policy.ts'
import type { Resolvers, Role, Theme } from '../graphql/gen/types.ts'
import { invitationLink } from './invitation-token.ts'
import { permissionsOf } from './permissions.ts'
import { mayInviteAs, maySeeEmail, maySeeTwoFactor } from './policy.ts'
import { presences } from './presence/queries.ts'
import { relations } from './relations.ts'

/** A role as the API shows it. */
export const shownRole = (role: StoredRole): Role => role.toUpperCase() as Uppercase<StoredRole>

/** A role as it is stored. */
export const storedRole = (role: Role): StoredRole => role.toLowerCase() as Lowercase<Role>

/** The people of the centre as the API shows them. */
export const types: Resolvers = {
  Agent: {
    email: async (row, _args, ctx) => {
      if (!row.userId || !maySeeEmail(ctx.viewer, row.id)) return null
      return (await relations(ctx).account.load(row.userId))?.email ?? null
    },
    role: (row) => shownRole(row.role),
    presence: (row, _args, ctx) => presences(ctx).load(row.id),
    online: async (row, _args, ctx) => (await presences(ctx).load(row.id)).online,
    teams: (row, _args, ctx) => relations(ctx).teams.load(row.id),
    allBrands: async (row, _args, ctx) => (await relations(ctx).brands.load(row.id)).length === 0,
    brands: async (row, _args, ctx) =>
      (await relations(ctx).brands.load(row.id)).filter((brand) => maySeeBrand(ctx.viewer, brand.id)),
    twoFactorEnabled: async (row, _args, ctx) => {
      if (!row.userId || !maySeeTwoFactor(ctx.viewer, row.id)) return null
      return (await relations(ctx).account.load(row.userId))?.twoFactorEnabled ?? null
    },
  },
  Team: { members: (row, _args, ctx) => relations(ctx).members.load(row.id) },
  Viewer: {
    agent: (row) => row,
    theme: (row) => row.theme.toUpperCase() as Theme,
    notifications: (row) => ({ sound: row.notifySound, desktop: row.notifyDesktop }),
    permissions: (_row, _args, ctx) => permissionsOf(ctx.viewer),
    cursor: (_row, _args, ctx) => String(ctx.tail.position()),
    demo: (_row, _args, ctx) => ctx.env.DEMO,
  },
  Invitation: {
    role: (row) => shownRole(row.role),
    teams: async (row, _args, ctx) =>
      (await Promise.all(row.teamIds.map((id) => ctx.loaders.team.load(id)))).filter((team) => team !== null),
    link: (row, _args, ctx) =>
      mayInviteAs(ctx.viewer, row.role, row.brandIds.length > 0 ? row.brandIds : null)
        ? invitationLink(ctx, row)
        : null,
    invitedBy: (row, _args, ctx) => (row.invitedById ? ctx.loaders.agent.load(row.invitedById) : null),
  },
}
