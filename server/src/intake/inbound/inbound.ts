import type { InboundItem } from '@switchboard/prisma'
import { createPump, type Pump } from '../../platform/pump.ts'
import { claimItems } from './claim.ts'
import { createOrder } from './in-order.ts'
import { type InboundParts, processItem } from './process.ts'

/** How many items are understood at once, of all channels; a channel alone has half of them. */
const places = 32

/** Works off what came in, from the oldest on, some at once; what one sender sent is stored in that order. */
export function startInbound(parts: InboundParts): Pump {
  const { db, clock, log } = parts.services
  const order = createOrder()
  return createPump<InboundItem>({
    name: 'inbound',
    size: places,
    log,
    claim: (room, working) => claimItems(db, { room, working, now: clock.now() }),
    handle: (row) => processItem(parts, row, order(row.channelId)),
  })
}
