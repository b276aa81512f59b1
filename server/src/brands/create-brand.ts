import type { Context } from '../context.ts'
import { ForbiddenError } from '../errors.ts'
import type { CreateBrandInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { checkedBrand } from './checked.ts'
import { mayCreateBrands } from './policy.ts'

/** Creates a brand. @throws UnauthenticatedError, ForbiddenError, InvalidInputError; ConflictError when the name is taken. */
export async function createBrand(ctx: Context, input: CreateBrandInput) {
  const viewer = signedIn(ctx.viewer)
  if (!mayCreateBrands(viewer)) throw new ForbiddenError('Only administrators may create brands.')
  const data = { id: newId(), name: input.name, ...checkedBrand(input) }
  const create = () =>
    transact(ctx, async (tx) => {
      const created = await tx.brand.create({ data })
      const event = {
        type: 'directory.changed',
        brandId: created.id,
        agentId: viewer.agentId,
        data: { list: 'BRANDS' },
      }
      await append(tx, event)
      return created
    })
  return { brand: await unlessTaken('There is a brand of this name already.', create) }
}
