import type { Context } from '../context.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import type { UpdateBrandInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { checkedBrand } from './checked.ts'
import { mayEditBrands, maySeeBrand } from './policy.ts'

/**
 * Changes a brand; what is left out stays.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError; ConflictError when the name is taken.
 */
export async function updateBrand(ctx: Context, { brandId, ...input }: UpdateBrandInput) {
  const viewer = signedIn(ctx.viewer)
  if (!mayEditBrands(viewer)) throw new ForbiddenError('Only administrators and supervisors may change brands.')
  if (!isId(brandId) || !maySeeBrand(viewer, brandId)) throw noBrand()
  const data = checkedBrand(input)
  const update = () =>
    transact(ctx, async (tx) => {
      // Conversations go on coming to it meanwhile.
      await tx.$queryRaw`SELECT 1 FROM brands WHERE id = ${brandId}::uuid FOR NO KEY UPDATE`
      if (!(await tx.brand.findUnique({ where: { id: brandId } }))) throw noBrand()
      const changed = await tx.brand.update({ where: { id: brandId }, data })
      await append(tx, { type: 'directory.changed', brandId, agentId: viewer.agentId, data: { list: 'BRANDS' } })
      return changed
    })
  return { brand: await unlessTaken('There is a brand of this name already.', update) }
}

const noBrand = () => new NotFoundError('There is no such brand.')
