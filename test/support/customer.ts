import type { Services } from '../../server/src/context.ts'
import { createReceive, type Inbound } from '../../server/src/intake/receive.ts'
import { newId } from '../../server/src/platform/ids.ts'

/** Lets a customer write without a widget: straight into intake. `who` names the same visitor each time. */
export function customerWrites(services: Services, place: { channelId: string; brandId: string }) {
  const receive = createReceive(services)
  return (who: string, body: string, more: Partial<Inbound> = {}) =>
    receive({
      ...place,
      kind: 'chat',
      identity: { kind: 'visitor', value: who, verified: false },
      externalId: newId(),
      body,
      reopenDays: 0,
      ...more,
    })
}
