import type { Context } from '../context.ts'
import type { InviteAgentInput, Resolvers, UpdateAgentInput } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { createFirstAdministrator } from './create-first-administrator.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { inviteAgent } from './invite.ts'
import { agents, invitationPreview, invitations, teams, viewer } from './queries.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import { setupState } from './setup.ts'
import { storedRole, types } from './types.ts'
import { updateAgent } from './update-agent.ts'
import { updateProfile } from './update-profile.ts'
import { updateTeam } from './update-team.ts'

/** People, teams, invitations, and the first run. */
export const resolvers: Resolvers = {
  ...types,
  Query: {
    viewer: (_root, _args, ctx) => viewer(ctx),
    setup: (_root, _args, ctx) => setupState(ctx),
    agents: (_root, { includeInactive }, ctx) => agents(ctx, includeInactive === true),
    teams: (_root, _args, ctx) => teams(ctx),
    invitations: (_root, _args, ctx) => invitations(ctx),
    invitation: (_root, { token }, ctx) => invitationPreview(ctx, token),
  },
  Mutation: {
    createFirstAdministrator: mutation('CreateFirstAdministratorPayload', createFirstAdministrator),
    inviteAgent: mutation('InviteAgentPayload', (ctx: Context, input: InviteAgentInput) =>
      inviteAgent(ctx, { ...input, role: storedRole(input.role) }),
    ),
    revokeInvitation: mutation('RevokeInvitationPayload', revokeInvitation),
    acceptInvitation: mutation('AcceptInvitationPayload', acceptInvitation),
    updateAgent: mutation('UpdateAgentPayload', (ctx: Context, input: UpdateAgentInput) =>
      updateAgent(ctx, { ...input, role: input.role ? storedRole(input.role) : null }),
    ),
    updateProfile: mutation('UpdateProfilePayload', updateProfile),
    createTeam: mutation('CreateTeamPayload', createTeam),
    updateTeam: mutation('UpdateTeamPayload', updateTeam),
    deleteTeam: mutation('DeleteTeamPayload', deleteTeam),
  },
}
