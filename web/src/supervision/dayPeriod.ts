const pad = (n: number) => String(n).padStart(2, '0')

/** A day as date fields write it, in the viewer's own time. */
export const dayOf = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`

/** The whole of a day (as date fields write it) in the viewer's own time; days on which clocks change are longer or shorter. */
export function dayPeriod(day: string): { from: string; to: string } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const from = new Date(year, month - 1, date)
  const to = new Date(year, month - 1, date + 1)
  return { from: from.toISOString(), to: to.toISOString() }
}
