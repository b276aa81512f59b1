/** Milliseconds to wait before the next try: doubling from half a second to fifteen, spread by up to half. */
export function backOff(attempts: number, random = Math.random()): number {
  const full = Math.min(15_000, 500 * 2 ** attempts)
  return Math.round(full / 2 + (full / 2) * random)
}
