import { csv } from './csv.ts'
import type { QueueDay } from './useQueueDay.ts'

const counts = [
  'offered',
  'answered',
  'answeredInTime',
  'abandoned',
  'abandonedInTime',
  'abandonedShortly',
  'flowedOut',
  'withdrawn',
  'waiting',
] as const

/** Hands over a day as a file: one line for each queue and quarter of an hour, in counts of which all else is made. */
export function saveDay(day: string, queues: readonly QueueDay[]): void {
  const lines = queues.flatMap(({ queue, intervals }) =>
    intervals.map(({ start, serviceLevel, counters }) => [
      queue.brand.name,
      queue.name,
      start,
      ...counts.map((name) => counters[name]),
      queue.formula,
      queue.targetSeconds,
      serviceLevel ?? null,
    ]),
  )
  const names = ['brand', 'queue', 'start', ...counts, 'formula', 'targetSeconds', 'serviceLevel']
  const file = new Blob([csv([names, ...lines])], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `queues-${day}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
