import { bareAddress } from '../../channels/address.ts'
import { capabilitiesOf } from '../../channels/capabilities.ts'
import type { Services } from '../../context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { lockConversation } from '../work.ts'
import { mayBeTold, sayAutomatically } from './say-automatically.ts'

/** How many automatic answers of all kinds one address gets within an hour. */
const mostPerHour = 4

/** What is answered: a message that came in, and who sent it. */
export interface Answered {
  messageId: string
  address: string
  name: string | null
  /** One of a kind goes to an address within 24 hours. */
  kind: string
  body: string
}

/**
 * Answers a message without a person: never a machine, never ourselves, and within limits that the database keeps
 * however many processes ask at once. Answers whether it did.
 */
export function answerAutomatically(
  services: Pick<Services, 'db' | 'wake' | 'clock' | 'seal'>,
  { messageId, address, name, kind, body }: Answered,
): Promise<boolean> {
  return transact(services, async (tx) => {
    const asked = await tx.message.findUniqueOrThrow({
      where: { id: messageId },
      include: { content: true, channel: true },
    })
    const row = await lockConversation(tx, asked.conversationId)
    if (!row || asked.content?.automatic || !(await mayBeTold(tx, address))) return false
    const id = newId()
    if (!(await taken(tx, { id, address, kind, at: services.clock.now() }))) return false
    const way = { ...asked.channel, can: capabilitiesOf(asked.channel) }
    const words = {
      id,
      externalId: `automatic:${id}`,
      to: { address, name },
      body,
      reason: `An automatic answer: ${kind}.`,
    }
    await sayAutomatically(services, { tx, row }, way, words)
    return true
  })
}

async function taken(tx: Tx, { id, address, kind, at }: { id: string; address: string; kind: string; at: Date }) {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT take_automatic_answer(${id}::uuid, ${bareAddress(address)}, ${kind}, ${at}, ${mostPerHour}) AS taken`
  return row?.taken === true
}
