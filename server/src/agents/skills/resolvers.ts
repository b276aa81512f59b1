import type { Resolvers } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { relations } from '../relations.ts'
import { setAgentSkills } from './set-agent-skills.ts'
import { createSkill, deleteSkill, renameSkill, skills } from './skills.ts'

/** What agents can do. */
export const skillResolvers: Resolvers = {
  Query: { skills: (_root, _args, ctx) => skills(ctx) },
  Mutation: {
    createSkill: mutation('CreateSkillPayload', createSkill),
    renameSkill: mutation('RenameSkillPayload', renameSkill),
    deleteSkill: mutation('DeleteSkillPayload', deleteSkill),
    setAgentSkills: mutation('SetAgentSkillsPayload', setAgentSkills),
  },
  Agent: { skills: (row, _args, ctx) => relations(ctx).skills.load(row.id) },
}
