import type { Tx } from '../../platform/database.ts'

/** Files of a message that its text shows, as `cid:` and their id. */
export async function showPictures(tx: Tx, messageId: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await tx.attachment.updateMany({ where: { id, messageId }, data: { inline: true, contentId: id } })
  }
}
