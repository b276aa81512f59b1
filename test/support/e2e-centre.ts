import type { AgentClient } from './agent.ts'
import { type Rooms, openRooms } from './e2e-rooms.ts'
import { type Hub, type HubOptions, startHub } from './hub.ts'
import { createPerson } from './sign-in.ts'

export type Person = Awaited<ReturnType<typeof createPerson>>

/** Who works there. */
export interface People {
  administrator: Person
  supervisor: Person
  mia: Person
  jonas: Person
}

/** A hub with people who can sign in, and the browser they and their visitors use. */
export interface Centre extends Rooms, People {
  hub: Hub
  /** Changes the chat's settings as the settings page does. */
  changeChat(change: Record<string, unknown>): Promise<void>
  /** Somebody is there to answer, as at the start, or nobody who is not given a screen. */
  staff(present: boolean): void
}

/** Opens a centre; close it in afterAll. */
export async function openCentre(options: HubOptions = {}): Promise<Centre> {
  const hub = await startHub(options)
  const people = await hirePeople(hub)
  const rooms = await openRooms({ hubUrl: hub.url, channelKey: hub.channelKey })
  const owner = await hub.agent({ role: 'administrator', name: 'Owner' })
  const work = () => owner.subscribe('subscription { changes { cursor } }', {}, () => {})
  let leave = work()
  return {
    ...rooms,
    ...people,
    hub,
    changeChat: (change) => changeChat(owner, hub.channelId, change),
    staff(present) {
      leave()
      leave = present ? work() : () => {}
    },
    async close() {
      leave()
      await rooms.close()
      await hub.stop()
    },
  }
}

/** An administrator, a supervisor and two agents, all with the same password. */
export async function hirePeople({ services }: Hub): Promise<People> {
  const hire = (name: string, role: 'administrator' | 'supervisor' | 'agent' = 'agent') =>
    createPerson(services, { name, role, email: `${name.split(' ')[0]?.toLowerCase()}@example.com` })
  return {
    administrator: await hire('Ada Berger', 'administrator'),
    supervisor: await hire('Sofia Lind', 'supervisor'),
    mia: await hire('Mia Krause'),
    jonas: await hire('Jonas Weber'),
  }
}

async function changeChat(owner: AgentClient, channelId: string, change: Record<string, unknown>): Promise<void> {
  const answer = await owner.mutate('updateChatChannel', { channelId, ...change })
  if (answer.__typename !== 'UpdateChatChannelPayload') throw new Error(JSON.stringify(answer))
}
