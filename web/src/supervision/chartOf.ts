import type { QueueDay } from './useQueueDay.ts'

type Interval = QueueDay['intervals'][number]
type Kind = 'inTime' | 'late' | 'left' | 'other'
const quarter = 15 * 60_000
const fewest = 16

/** What became of those who came in one interval, in so many parts of a bar; the first stands at the bottom. */
const partsOf = ({ counters: c }: Interval): [Kind, number][] => [
  ['inTime', c.answeredInTime],
  ['late', c.answered - c.answeredInTime],
  ['left', c.abandoned],
  ['other', c.flowedOut + c.withdrawn + c.waiting],
]

/**
 * Bars of intervals in a picture 100 high and 10 wide for each quarter of an hour, from the first in which somebody came
 * to the last, and at least four hours; those in which nobody came are left free.
 */
export function chartOf(intervals: readonly Interval[]) {
  const [first, last] = [intervals[0], intervals.at(-1)]
  if (!first || !last) return { bars: [], width: 0, most: 0, from: '', to: '' }
  const most = Math.max(...intervals.map(({ counters }) => counters.offered))
  const place = (start: string) => (Date.parse(start) - Date.parse(first.start)) / quarter
  const bars = intervals.map((interval) => {
    let top = 100
    const parts = partsOf(interval).flatMap(([kind, count]) => {
      const height = (100 * count) / most
      top -= height
      return count > 0 ? [{ kind, y: top, height }] : []
    })
    return { start: interval.start, offered: interval.counters.offered, x: place(interval.start) * 10 + 1, parts }
  })
  const quarters = Math.max(fewest, place(last.start) + 1)
  const to = new Date(Date.parse(first.start) + quarters * quarter).toISOString()
  return { bars, width: quarters * 10, most, from: first.start, to }
}
