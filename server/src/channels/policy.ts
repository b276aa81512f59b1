import type { Viewer } from '../context.ts'
import { isAtLeast } from '../agents/policy.ts'
import { maySeeBrand } from '../brands/policy.ts'

/** Whether the viewer may see a channel: its brand decides. */
export const maySeeChannel = (viewer: Viewer, channel: { brandId: string }): boolean =>
  maySeeBrand(viewer, channel.brandId)

/** Whether the viewer may create channels. */
export const mayCreateChannels = (viewer: Viewer): boolean => isAtLeast(viewer, 'administrator')

/** Whether the viewer may change the texts and looks of the channels they see. */
export const mayEditChannels = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** Whether the viewer may change who gets in (sites, identity, addresses) and see the secret. */
export const maySecureChannels = (viewer: Viewer): boolean => isAtLeast(viewer, 'administrator')
