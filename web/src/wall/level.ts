/** How a wait is shown. */
export type Level = 'calm' | 'amber' | 'red'

/** The level of a wait of so many ms. */
export function levelOf(waited: number, limits: { amberSeconds: number; redSeconds: number }): Level {
  if (waited >= limits.redSeconds * 1000) return 'red'
  return waited >= limits.amberSeconds * 1000 ? 'amber' : 'calm'
}
