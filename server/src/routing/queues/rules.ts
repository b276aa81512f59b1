import { InvalidInputError } from '../../errors.ts'
import type { CreateQueueInput } from '../../graphql/gen/types.ts'
import { line } from '../../platform/text.ts'

/** What a queue is told about serving, as a form gives it; what is left out stays as it is. */
type Given = { [Name in keyof CreateQueueInput]?: CreateQueueInput[Name] | null }

const bounds = {
  priorityClass: [1, 9, 'This must be between 1 and 9.'],
  targetPercent: [1, 100, 'This must be between 1 and 100.'],
  targetSeconds: [1, 2_592_000, 'This must be between a second and 30 days.'],
  shortAbandonSeconds: [0, 3600, 'This must be between 0 seconds and an hour.'],
  ageingSeconds: [10, 86_400, 'This must be between 10 seconds and a day.'],
  offerTimeoutSeconds: [5, 600, 'This must be between 5 seconds and 10 minutes.'],
  minProficiency: [1, 5, 'This must be between 1 and 5.'],
  stickySeconds: [0, 86_400, 'This must be between 0 seconds and a day.'],
  wrapUpSeconds: [0, 3600, 'This must be between 0 seconds and an hour.'],
  declineSeconds: [5, 86_400, 'This must be between 5 seconds and a day.'],
} as const
const nullable = new Set<string>(['ageingSeconds'])

/**
 * How a queue serves, ready to be written: only what was given. `now` is what stays where nothing is given.
 * @throws InvalidInputError at the field that is out of bounds.
 */
export function checkedRules(input: Given, now: { targetSeconds: number; shortAbandonSeconds: number }) {
  const { name, everyone, routed, formula, dispositions } = input
  const numbers = Object.entries(bounds).flatMap(([field, [least, most, message]]) => {
    const value = input[field as keyof typeof bounds]
    if (value === undefined || (value === null && !nullable.has(field))) return []
    if (value !== null && (value < least || value > most)) throw new InvalidInputError(field, message)
    return [[field, value]]
  })
  const target = input.targetSeconds ?? now.targetSeconds
  if ((input.shortAbandonSeconds ?? now.shortAbandonSeconds) >= target) {
    throw new InvalidInputError('shortAbandonSeconds', 'This must be shorter than the time to answer in.')
  }
  return {
    ...(name == null ? {} : { name: line('name', name, 80) }),
    ...(everyone == null ? {} : { everyone }),
    ...(routed == null ? {} : { routed }),
    ...(formula == null ? {} : { formula }),
    ...(dispositions == null ? {} : { dispositions: checkedDispositions(dispositions) }),
    ...(Object.fromEntries(numbers) as { [Field in keyof typeof bounds]?: number }),
  }
}

function checkedDispositions(given: readonly string[]): string[] {
  if (given.length > 30) throw new InvalidInputError('dispositions', 'At most 30 words are possible.')
  return [...new Set(given.map((word) => line('dispositions', word, 60)))]
}
