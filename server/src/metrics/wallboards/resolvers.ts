import { must } from '../../conversations/must.ts'
import type { Resolvers } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { serviceLevel } from '../service-level.ts'
import { deleteWallboard, rotateWallboard, saveWallboard, wallboards } from './boards.ts'
import { wallboardLink } from './token.ts'
import { wallboardView } from './view.ts'

/** Screens on the wall. */
export const wallboardResolvers: Resolvers = {
  Query: {
    wallboards: (_root, _args, ctx) => wallboards(ctx),
    wallboard: (_root, { token }, ctx) => wallboardView(ctx, token),
  },
  Mutation: {
    saveWallboard: mutation('SaveWallboardPayload', saveWallboard),
    rotateWallboard: mutation('RotateWallboardPayload', rotateWallboard),
    deleteWallboard: mutation('DeleteWallboardPayload', deleteWallboard),
  },
  Wallboard: {
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    link: (row, _args, ctx) => wallboardLink(ctx, row),
  },
  WallboardView: {
    name: ({ board }) => board.name,
    brand: async ({ board }, _args, ctx) => (await must(ctx.loaders.brand.load(board.brandId))).name,
    amberSeconds: ({ board }) => board.amberSeconds,
    redSeconds: ({ board }) => board.redSeconds,
    sound: ({ board }) => board.sound,
  },
  WallboardQueue: {
    oldestSince: ({ oldest }) => oldest,
    serviceLevel: (row) => serviceLevel(row.formula, row),
  },
}
