import type { AgentViewer } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import type { AttachmentRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

interface Copies {
  from: readonly AttachmentRow[]
  /** Those that go along beside the pictures within the text; left out, all of them. */
  fileIds: readonly string[] | null | undefined
  /** The message they go with. */
  to: string
  viewer: AgentViewer
}

/**
 * Gives the files of one message to another, whose content is stored once; the ids of the copies.
 * @throws InvalidInputError at `fileIds` when one is no file of that message.
 */
export async function copyFiles(tx: Tx, { from, fileIds, to, viewer }: Copies): Promise<string[]> {
  const chosen = new Set(fileIds ?? from.map((file) => file.id))
  const strange = [...chosen].some((id) => !from.some((file) => file.id === id))
  if (strange) throw new InvalidInputError('fileIds', 'This file does not stand with the message.')
  const data = from
    .filter((file) => file.inline || chosen.has(file.id))
    .map((file) => ({ ...file, id: newId(), messageId: to, uploader: `agent:${viewer.agentId}`, network: null }))
  await tx.attachment.createMany({ data })
  return data.map((file) => file.id)
}
