import { newIdentitySecret } from '../../channels/settings/identity-secret.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Seal } from '../../platform/seal.ts'
import { insertAll } from './bulk.ts'
import { chats } from './chats.ts'
import { type Crew, idOf } from './crew.ts'
import { brands, hours, labels, promises, teams, timeZone } from './directory.ts'
import type { Client, Place } from './people/clients.ts'
import type { Random } from './random.ts'
import { storePeople } from './staff.ts'

/** Where customers write to, with the ids of brands and channels. */
export type Places = Record<Client['customer']['place'], Place>

export const createPlaces = (random: Random, at: Date): Places => ({
  shop: { brandId: random.id(at), channelId: random.id(at) },
  rental: { brandId: random.id(at), channelId: random.id(at) },
})

/** Stores brands, chats, teams, labels, and people with what they sign in with. */
export async function storeHouse(tx: Tx, { crew, places, passwords, seal, at }: House): Promise<void> {
  const createdAt = at
  const both = ['shop', 'rental'] as const
  const brandRows = both.map((key) => ({
    id: places[key].brandId,
    ...brands[key],
    locale: 'en',
    timeZone,
    // The shop is always open, so that whoever tries the demonstration at night is not sent away.
    hours: key === 'shop' ? [] : hours,
    createdAt,
  }))
  await insertAll(tx, 'brands', brandRows)
  const promised = both.flatMap((key) =>
    promises.map((promise, place) => ({ id: newId(), brandId: places[key].brandId, place, ...promise })),
  )
  await insertAll(tx, 'sla_policies', promised)
  const chat = (key: keyof Places) => {
    const { brandId, channelId } = places[key]
    return {
      id: channelId,
      brandId,
      kind: 'chat',
      enabled: true,
      ...chats[key],
      secrets: newIdentitySecret(seal, channelId),
      createdAt,
    }
  }
  await insertAll(tx, 'channels', both.map(chat))
  await insertAll(
    tx,
    'teams',
    teams.map((team) => ({ id: idOf(crew.teams, team.name), ...team, createdAt })),
  )
  await insertAll(
    tx,
    'labels',
    labels.map((label) => ({ id: idOf(crew.labels, label.name), ...label, createdAt })),
  )
  await storePeople(tx, { crew, places, passwords, at })
}

/** What the house is made of; `at` is when it began. */
export interface House {
  crew: Crew
  places: Places
  passwords: Map<string, string>
  seal: Seal
  at: Date
}

/** What the event log says of all this. */
export function houseEvents(crew: Crew, at: Date) {
  const lists = ['BRANDS', 'CHANNELS', 'LABELS', 'TEAMS'].map((list) => ({
    type: 'directory.changed',
    at,
    data: { list },
  }))
  return [...lists, ...crew.members.map(({ id }) => ({ type: 'agent.changed', at, data: { agentId: id } }))]
}
