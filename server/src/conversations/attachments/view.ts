import type { CustomerAttachment } from '../../channels/channel.ts'
import type { Services } from '../../context.ts'
import { attachmentUrl } from './url.ts'

/** What is needed of an attachment to link it. */
export interface Linked {
  id: string
  name: string
  contentType: string
  size: number
  thumbnailKey: string | null
  width: number | null
  height: number | null
}

/** An attachment with its addresses, as customers and uploaders get it. */
export function toCustomerAttachment(ctx: Pick<Services, 'seal' | 'clock'>, file: Linked): CustomerAttachment {
  return {
    id: file.id,
    name: file.name,
    contentType: file.contentType,
    size: file.size,
    url: attachmentUrl(ctx, file, 'file'),
    thumbnailUrl: file.thumbnailKey ? attachmentUrl(ctx, file, 'thumbnail') : null,
    width: file.width,
    height: file.height,
  }
}
