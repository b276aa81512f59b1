import { InvalidInputError } from '../errors.ts'

/** From one moment until another; the end is not in it. */
export interface Period {
  from: Date
  to: Date
}

const day = 86_400_000
/** More is a report. */
const longest = 31

/** What a caller asks about. @throws InvalidInputError at `to` for a period that is none, or longer than 31 days. */
export function periodOf(asked: { from: string | Date; to: string | Date }): Period {
  const [from, to] = [new Date(asked.from), new Date(asked.to)]
  if (!(to > from)) throw new InvalidInputError('to', 'A period ends after it begins.')
  if (to.getTime() - from.getTime() > longest * day) {
    throw new InvalidInputError('to', `At most ${longest} days can be looked at together.`)
  }
  return { from, to }
}
