/** Numbers from 0 to 1 that are the same for the same seed. Source: Mulberry32, T. Ettinger, 2017, public domain. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Times between events that come at random, with this mean: exponential. */
export const exponential = (random: () => number, mean: number): number => -mean * Math.log(1 - random())
