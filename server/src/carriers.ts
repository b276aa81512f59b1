import type { CarriedChannel } from './channels/carried.ts'
import { carriedChannel } from './channels/carried-config.ts'
import { rememberChannels } from './channels/remembered.ts'
import type { Channel } from './channels/channel.ts'
import type { Services } from './context.ts'
import { startUnreadMail } from './conversations/outgoing/watch-unread.ts'
import { keepConsents } from './contacts/consent.ts'
import { startDelivery } from './delivery/pump.ts'
import { foldReceipts } from './delivery/receipts.ts'
import { createCarrierDesk } from './intake/inbound/carrier-desk.ts'
import { followChannels } from './intake/inbound/follow.ts'
import { startInbound } from './intake/inbound/inbound.ts'
import type { Receive } from './intake/receive.ts'
import type { Pump } from './platform/pump.ts'

/** Told to the processes that work when something came in. */
const cameIn = 'inbound'

export interface Carriers {
  /** The adapter of a kind; none for kinds whose customers' devices talk to the hub themselves. */
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
  stop(): Promise<void>
}

/**
 * Channels that providers carry: what they bring is worked off and what is written goes out, on processes that work;
 * their webhooks are answered on all.
 */
export function startCarriers(services: Services, receive: Receive, adapters: readonly CarriedChannel[]): Carriers {
  const byKind = new Map(adapters.map((adapter) => [adapter.kind, adapter]))
  const adapterOf = (kind: Channel['kind']) => byKind.get(kind)
  const works = services.env.ROLE !== 'web'
  const running = works ? work(services, receive, adapterOf) : []
  return {
    adapterOf,
    async stop() {
      await Promise.all(running.map((one) => one.stop()))
      await Promise.all(adapters.map((adapter) => adapter.stop?.()))
    },
  }
}

/** What adapters are given to bring things in by, on every process. */
export const deskOf = (services: Services) => createCarrierDesk(services, () => services.wake.signal(cameIn, null))

function work(services: Services, receive: Receive, adapterOf: Carriers['adapterOf']): { stop(): Promise<void> }[] {
  const delivery = startDelivery({ services, adapterOf })
  const channels = rememberChannels(services.tail, (id) => carriedChannel(services, id))
  const inbound = startInbound({
    services,
    channel: channels.find,
    receive,
    adapterOf,
    onReceipts: (channel, receipts) => foldReceipts(services, channel, receipts),
    onConsents: (channel, consents) => keepConsents(services, channel, consents),
  })
  const unlisten = kickOnNews(services, { delivery, inbound })
  const followers = followChannels(services, {
    adapterOf,
    desk: deskOf(services),
    channel: (id) => carriedChannel(services, id),
  })
  const quiet = async () => {
    unlisten()
    channels.stop()
  }
  return [{ stop: quiet }, followers, inbound, startUnreadMail(services), delivery]
}

function kickOnNews({ wake, tail }: Services, { delivery, inbound }: { delivery: Pump; inbound: Pump }): () => void {
  const stopSignal = wake.onSignal(cameIn, () => inbound.kick())
  const stopTail = tail.listen((events) => {
    const out = events.some((event) => event.data['kind'] === 'outbound' || event.type === 'message.changed')
    if (out) delivery.kick()
  })
  return () => {
    stopSignal()
    stopTail()
  }
}
