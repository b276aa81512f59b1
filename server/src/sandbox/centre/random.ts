import { v7 } from 'uuid'

/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From `from` to `to`, both included. */
  whole(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Each with its weight. */
  weighed<T>(list: readonly (readonly [T, number])[]): T
  /** Around a median, mostly between half and twice of it, as waiting times are. */
  around(median: number): number
  shuffled<T>(list: readonly T[]): T[]
  /** An id as if it had been made at that moment. */
  id(at: Date): string
}

/** Chance by the generator "mulberry32", whose state is one number. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, whole(0, list.length - 1)),
    weighed: (list) => weighed(list, next()),
    // The logarithm of such times is spread like the sum of several dice.
    around: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.4),
    shuffled(list) {
      const order = list.map((item) => ({ item, place: next() }))
      return order.sort((a, b) => a.place - b.place).map(({ item }) => item)
    },
    id: (moment) => v7({ msecs: moment.getTime(), random: Uint8Array.from({ length: 16 }, () => whole(0, 255)) }),
  }
}

function weighed<T>(list: readonly (readonly [T, number])[], share: number): T {
  let left = share * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of list) if ((left -= weight) < 0) return item
  return at(list, list.length - 1)[0]
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error('there is nothing to choose from')
  return item
}
