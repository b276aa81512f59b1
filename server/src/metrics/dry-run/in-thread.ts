import { Worker } from 'node:worker_threads'
import { ConflictError } from '../../errors.ts'
import type { Day } from '../simulation/day.ts'
import type { DayFigures } from '../simulation/simulate.ts'

/** Longer than any day of a sensible size takes, in ms. */
const patience = 30_000
let busy = false

/**
 * Simulates days in a thread of their own, one call at a time: it takes one of few cores.
 * @throws ConflictError while another one is under way, and when it takes too long.
 */
export async function simulateInThread(days: readonly Day[]): Promise<DayFigures[]> {
  if (busy) throw new ConflictError('Somebody else is trying something out: try again in a moment.')
  busy = true
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: days })
  const timer = setTimeout(() => void worker.terminate(), patience)
  try {
    return await new Promise<DayFigures[]>((done, fail) => {
      worker.once('message', done)
      worker.once('error', fail)
      worker.once('exit', () => fail(new ConflictError('There is too much in this day to try it out.')))
    })
  } finally {
    clearTimeout(timer)
    busy = false
    await worker.terminate()
  }
}
