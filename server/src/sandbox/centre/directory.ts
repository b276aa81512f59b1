import type { Role } from '@switchboard/prisma'

export const timeZone = 'Europe/Berlin'

const weekday = (day: number) => ({ day, from: 8 * 60, to: 20 * 60 })

/** When most work is done: Monday to Friday from 8 to 20, Saturday from 10 to 16. */
export const hours = [...[1, 2, 3, 4, 5].map(weekday), { day: 6, from: 10 * 60, to: 16 * 60 }]

/** The brands of the centre, each with its chat. */
export const brands = {
  shop: { name: 'Nordlicht Cycles', colour: '#0f766e' },
  rental: { name: 'Nordlicht Rental', colour: '#1d4ed8' },
} as const

const hour = 3600

/** What customers are promised. */
export const promises = [
  {
    name: 'Urgent',
    conditions: [{ kind: 'priority', name: null, values: ['urgent', 'high'], within: true }],
    firstResponseSeconds: hour / 2,
    nextResponseSeconds: hour,
    resolutionSeconds: 24 * hour,
  },
  {
    name: 'Everybody',
    conditions: [],
    firstResponseSeconds: 2 * hour,
    nextResponseSeconds: 4 * hour,
    resolutionSeconds: 72 * hour,
  },
] as const

export const teams = [
  { name: 'Support', description: 'First answers, advice, invoices and the rental' },
  { name: 'Orders & returns', description: 'Deliveries, exchanges, refunds' },
  { name: 'Workshop', description: 'Repairs, appointments, warranty and e-bikes' },
] as const

export const labels = [
  { name: 'Shipping', colour: 'blue' },
  { name: 'Return', colour: 'amber' },
  { name: 'Refund', colour: 'slate' },
  { name: 'Warranty', colour: 'violet' },
  { name: 'Workshop', colour: 'teal' },
  { name: 'Invoice', colour: 'slate' },
  { name: 'Rental', colour: 'green' },
  { name: 'Complaint', colour: 'red' },
  { name: 'Praise', colour: 'green' },
  { name: 'VIP', colour: 'pink' },
] as const

/** How an agent writes. */
export type Tone = 'warm' | 'brisk' | 'formal'

/** A person of the centre. */
export interface Colleague {
  name: string
  email: string
  role: Role
  teams: readonly string[]
  tone: Tone
  /** How many conversations they take, compared with the others. */
  share: number
  /** Works for the rental alone, and sees nothing else. */
  rentalOnly?: boolean
  /** Signs in with the password of the demo. */
  signsIn?: boolean
}

const of = (
  name: string,
  role: Role,
  inTeams: readonly string[],
  tone: Tone,
  share: number,
  more: Partial<Colleague> = {},
): Colleague => ({
  name,
  role,
  teams: inTeams,
  tone,
  share,
  email: `${name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace('ø', 'o').replace(' ', '.')}@demo.test`,
  ...more,
})

/** Everybody who works here. */
export const colleagues: readonly Colleague[] = [
  of('Henrik Sommer', 'administrator', [], 'brisk', 0, { email: 'admin@demo.test', signsIn: true }),
  of('Paula Winter', 'supervisor', ['Support', 'Orders & returns', 'Workshop'], 'formal', 2, {
    email: 'supervisor@demo.test',
    signsIn: true,
  }),
  of('Lina Hoffmann', 'agent', ['Support', 'Orders & returns'], 'warm', 10, {
    email: 'agent@demo.test',
    signsIn: true,
  }),
  of('Tom Okafor', 'agent', ['Support', 'Workshop'], 'brisk', 9, { email: 'agent2@demo.test', signsIn: true }),
  of('Ingrid Solberg', 'senior', ['Workshop', 'Support'], 'formal', 6),
  of('Mateo Rivas', 'senior', ['Orders & returns', 'Support'], 'warm', 7),
  of('Yusuf Demir', 'agent', ['Workshop'], 'brisk', 9),
  of('Clara Dubois', 'agent', ['Support', 'Orders & returns'], 'warm', 8),
  of('Oskar Lindqvist', 'agent', ['Orders & returns'], 'formal', 8),
  of('Priya Raman', 'agent', ['Support', 'Workshop'], 'warm', 8),
  of('Bram de Wit', 'agent', ['Orders & returns'], 'brisk', 6),
  of('Mila Horvat', 'agent', ['Support'], 'warm', 10, { rentalOnly: true }),
]
