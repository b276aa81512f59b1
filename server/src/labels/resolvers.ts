import type { Context } from '../context.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { signedIn } from '../viewer.ts'
import { createLabel } from './create-label.ts'
import { deleteLabel } from './delete-label.ts'
import { updateLabel } from './update-label.ts'

/** The words conversations are found and counted by. */
export const resolvers: Resolvers = {
  Query: { labels: (_root, _args, ctx) => labels(ctx) },
  Mutation: {
    createLabel: mutation('CreateLabelPayload', createLabel),
    updateLabel: mutation('UpdateLabelPayload', updateLabel),
    deleteLabel: mutation('DeleteLabelPayload', deleteLabel),
  },
}

async function labels({ db, viewer }: Context) {
  signedIn(viewer)
  return db.prisma.label.findMany({ orderBy: { name: 'asc' } })
}
