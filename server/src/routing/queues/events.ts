import type { AgentViewer } from '../../context.ts'
import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'

/** Tells every screen that the list of queues, or what feeds them, changed. */
export const tellOfQueue = (tx: Tx, { id, brandId }: QueueRow, { agentId }: AgentViewer): Promise<void> =>
  append(tx, { type: 'directory.changed', brandId, agentId, data: { list: 'QUEUES', queueId: id } })
