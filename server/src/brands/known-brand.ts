import type { AgentViewer } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'
import { maySeeBrand } from './policy.ts'

/** The id of a brand the viewer sees. @throws NotFoundError when there is none. */
export async function knownBrand(tx: Tx, viewer: AgentViewer, id: string): Promise<string> {
  if (isId(id) && maySeeBrand(viewer, id) && (await tx.brand.count({ where: { id } })) > 0) return id
  throw new NotFoundError('There is no such brand.')
}
