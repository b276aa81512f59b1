import type { Member } from './crew.ts'
import type { Client } from './people/clients.ts'
import type { Random } from './random.ts'
import type { Line, Script } from './scripts/script.ts'
import { ending, greeting } from './tone.ts'
import { factsFor, fill } from './words.ts'

/** A line of a script with its words and its moment. */
export interface Beat {
  by: Line['by']
  body: string
  picture: string | null
  at: Date
}

const second = 1000

/**
 * Puts words and moments to the first `count` lines of a script that begins at `start`. `when` moves what agents do to
 * where they are at work.
 */
export function beatsOf(
  random: Random,
  { script, client, agent }: { script: Script; client: Client; agent: Member },
  start: Date,
  when: (at: Date) => Date = (at) => at,
  count = script.lines.length,
): Beat[] {
  const { language } = script
  // Nobody who is upset wants a smile first.
  const facts = {
    ...factsFor(random, client.customer, language, start),
    hi: greeting(random, language, script.mood === 'tense' ? 'brisk' : agent.tone, client.customer.firstName),
    bye: ending(random, language),
    agent: agent.name.split(' ')[0] ?? '',
  }
  let at = start
  let before: Line['by'] | null = null
  return script.lines.slice(0, count).map(({ by, wordings, picture }) => {
    const later = before === null ? start : new Date(at.getTime() + Math.round(pause(random, before, by, at === start)))
    at = by === 'customer' ? later : when(later)
    before = by
    return { by, picture, body: fill(random.pick(wordings), facts), at }
  })
}

/** How long it takes until the next line, in ms; the first answer between 20 seconds and a quarter of an hour. */
function pause(random: Random, before: Line['by'], by: Line['by'], first: boolean): number {
  if (by === 'customer' && before === 'customer') return random.around(25 * second)
  if (by === 'customer') return random.chance(0.06) ? random.around(100 * 60 * second) : random.around(70 * second)
  if (by === 'note') return random.around(45 * second)
  if (before === 'agent') return random.around(35 * second)
  if (!first) return random.around(75 * second)
  return Math.min(Math.max(random.around(95 * second), 20 * second), 900 * second)
}
