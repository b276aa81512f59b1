import type { Priority } from '@switchboard/prisma'

/** A conversation that is going on right now. */
export interface Going {
  /** The name of its script, and how many of its lines have been said. */
  script: string
  lines: number
  /** Seconds since the last of them. */
  ago: number
  /** Who has it: the beginning of an address of the demo; null when nobody has taken it. */
  agent: string | null
  priority?: Priority
  /** The agent has not looked at the last message yet. */
  unread?: boolean
  /** It was put aside until the customer answers, or for so many hours. */
  aside?: 'pending' | number
  /** Given to its team, but to nobody in it. */
  team?: boolean
}

const minute = 60
const hour = 60 * minute

const waiting = (script: string, ago: number, more: Partial<Going> = {}): Going => ({
  script,
  lines: 1,
  ago,
  agent: null,
  ...more,
})
const held =
  (agent: string) =>
  (script: string, lines: number, ago: number, more: Partial<Going> = {}): Going => ({
    script,
    lines,
    ago,
    agent,
    ...more,
  })
const [lina, tom, ingrid, mateo, yusuf, clara, oskar, priya, mila] = [
  'agent',
  'agent2',
  'ingrid.solberg',
  'mateo.rivas',
  'yusuf.demir',
  'clara.dubois',
  'oskar.lindqvist',
  'priya.raman',
  'mila.horvat',
].map(held) as [Held, Held, Held, Held, Held, Held, Held, Held, Held]
type Held = ReturnType<typeof held>

/** What waits for anybody. */
const unassigned: readonly Going[] = [
  waiting('opening hours', 18),
  waiting('which size', 47),
  waiting('lights for winter', 95),
  waiting('where is my order', 2 * minute + 20),
  waiting('discount code fails', 3 * minute + 5),
  waiting('book for a weekend', 4 * minute + 10),
  waiting('werkstatttermin', 5 * minute + 40, { team: true }),
  waiting('bent wheel', 7 * minute + 15, { team: true }),
  waiting('invoice copy', 9 * minute),
  waiting('où est ma commande', 11 * minute + 30),
  waiting('missing part', 14 * minute),
  waiting('first bike for a child', 18 * minute + 20),
  waiting('rude courier', 23 * minute + 45, { priority: 'high' }),
  waiting('paid twice', 29 * minute + 10, { priority: 'high', team: true }),
]

/** What agents are busy with. */
const busy: readonly Going[] = [
  lina('charger hot', 3, 100, { priority: 'urgent', unread: true }),
  lina('wrong size helmet', 3, 35, { unread: true }),
  lina('fleet quote', 3, 4 * minute, { priority: 'high' }),
  lina('cargo bike test ride', 3, 6 * minute),
  lina('refund not arrived', 4, 9 * minute),
  lina('change the address', 2, 70),
  lina('which lock', 4, 16 * minute),
  tom('display error', 3, 80, { unread: true }),
  tom('gears skip', 4, 5 * minute),
  tom('leasing', 2, 3 * minute),
  tom('difference between two models', 3, 11 * minute),
  ingrid('frame crack', 3, 8 * minute, { priority: 'urgent' }),
  ingrid('puncture under warranty', 4, 21 * minute),
  mateo('lost parcel', 5, 2 * minute, { unread: true, priority: 'high' }),
  mateo('return a bike', 4, 13 * minute),
  yusuf('brakes squeak', 3, 55),
  yusuf('akku lädt nicht', 2, 4 * minute),
  clara('price match', 3, 6 * minute),
  clara('retour casque', 2, 17 * minute),
  oskar('delivered to a neighbour', 2, 3 * minute),
  oskar('wo bleibt die bestellung', 3, 90, { unread: true }),
  priya('bigger battery', 3, 12 * minute),
  mila('route tips', 3, 2 * minute),
  mila('child seat', 2, 7 * minute),
]

/** What was put aside. */
const aside: readonly Going[] = [
  lina('invoice on the company', 2, 3 * hour, { aside: 'pending' }),
  lina('instalments', 4, 26 * hour, { aside: 'pending' }),
  tom('battery key lost', 2, 5 * hour, { aside: 'pending' }),
  mateo('wrong article sent', 2, 4 * hour, { aside: 'pending' }),
  mateo('used but unhappy', 4, 22 * hour, { aside: 'pending' }),
  yusuf('move an appointment', 2, 2 * hour, { aside: 'pending' }),
  clara('shipping abroad', 2, 6 * hour, { aside: 'pending' }),
  oskar('rechnung mit firmenadresse', 2, 25 * hour, { aside: 'pending' }),
  mila('dog trailer', 2, 3 * hour, { aside: 'pending' }),
  lina('when back in stock', 4, 27 * hour, { aside: 44 }),
  tom('is my bike ready', 4, 5 * hour, { aside: 20 }),
  ingrid('fleet bike down', 7, 4 * hour, { aside: 68 }),
  oskar('cancel before shipping', 4, 3 * hour, { aside: 23 }),
  priya('press enquiry', 4, 21 * hour, { aside: 3 }),
  mila('deposit back', 5, 7 * hour, { aside: 18 }),
]

/** What the centre looks like when somebody opens it for the first time; the oldest first. */
export const today: readonly Going[] = [...unassigned, ...busy, ...aside].toSorted((a, b) => b.ago - a.ago)
