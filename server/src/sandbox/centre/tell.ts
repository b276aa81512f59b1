import { capabilitiesOf } from '../../channels/capabilities.ts'
import { externalValue } from '../../channels/chat/session.ts'
import type { Crew } from './crew.ts'
import { tellToday } from './floor.ts'
import { tellHistory } from './history.ts'
import { houseEvents, type Places } from './house.ts'
import { clientsOf } from './people/clients.ts'
import { customers } from './people/customers.ts'
import type { Random } from './random.ts'
import { emptyStory, type Story } from './story.ts'

/** How long the centre has been at work. */
export const days = 60
const howMany = { customers: 700, conversations: 2100 }

/** Makes up everything that has happened from `began` until `now`; the same for the same chance and moment. */
export function tellCentre(
  random: Random,
  { crew, places, now, began }: { crew: Crew; places: Places; now: Date; began: Date },
): Story {
  const story: Story = { ...emptyStory(), events: houseEvents(crew, began) }
  const clients = clientsOf(random, customers(random, howMany.customers), places, externalValue)
  const stage = { story, random, crew, clients, reopenDays: capabilitiesOf({ kind: 'chat' }).reopenDays }
  tellHistory(stage, howMany.conversations, now, days)
  tellToday(stage, now)
  return story
}
