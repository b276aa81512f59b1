import type { CustomerDesk } from '../channels/channel.ts'
import type { Services } from '../context.ts'
import type { Receive } from '../intake/receive.ts'
import { keepUpload, uploadLimit } from '../conversations/attachments/keep-upload.ts'
import { toCustomerAttachment } from '../conversations/attachments/view.ts'
import { announce } from './announce.ts'
import { relayAgentTyping } from './agent-typing.ts'
import { createConfiguredChannels } from './configured.ts'
import { createDetails } from './details.ts'
import { createEnd } from './end.ts'
import { createFollowing } from './follow.ts'
import { createHome, hasOpenConversation, listConversations, profileOf } from './home.ts'
import { createLook } from './look.ts'
import { createOnline } from './online.ts'
import { admit } from './policy.ts'
import { createRate } from './rate.ts'
import { createReach } from './reach.ts'
import { createSignIn } from './sign-in.ts'
import { createStandings, uploaderOf } from './standing.ts'
import { createThreads } from './thread.ts'
import { createSetTyping } from './typing.ts'
import { createMarkDelivered, createMarkSeen } from './watermarks.ts'
import { createWrite } from './write.ts'

/** Everything a customer may ask of the hub, for the channels whose customers talk to it themselves. */
export function createCustomerDesk(services: Services, receive: Receive): CustomerDesk & { stop(): void } {
  const standings = createStandings(services)
  const channels = createConfiguredChannels(services)
  const details = createDetails(services, standings)
  const reach = createReach(services, standings)
  const following = createFollowing(services, standings)
  const online = createOnline(services)
  const looking = createLook(services, following)
  const stopTyping = relayAgentTyping(services, following)
  const stopAnnouncing = announce(services, following)
  online.onChange((channelId, is) =>
    following.tell((one) => one.customer.channelId === channelId, { type: 'online', online: is }),
  )
  return {
    channel: channels.find,
    onChannelChange: channels.onChange,
    standing: standings.of,
    home: createHome(services, standings),
    profile: (customer) => profileOf(services, standings, customer),
    signIn: createSignIn(services, standings),
    saveDetails: details.save,
    write: createWrite(services, { receive, standings, details }),
    hasOpenConversation: (customer) => hasOpenConversation(services, standings, customer),
    conversations: (customer) => listConversations(services, standings, customer),
    ...createThreads(services, reach),
    markSeen: createMarkSeen(services, reach),
    markDelivered: createMarkDelivered(services, reach),
    setTyping: createSetTyping(services, reach),
    end: createEnd(services, reach),
    rate: createRate(services, reach),
    async upload(customer, file) {
      admit(await standings.of(customer))
      return toCustomerAttachment(services, await keepUpload(services, { uploader: uploaderOf(customer), ...file }))
    },
    uploadLimit,
    look: looking.look,
    follow: following.follow,
    online: online.of,
    stop() {
      for (const stop of [
        standings.stop,
        channels.stop,
        following.stop,
        online.stop,
        looking.stop,
        stopTyping,
        stopAnnouncing,
      ])
        stop()
    },
  }
}
