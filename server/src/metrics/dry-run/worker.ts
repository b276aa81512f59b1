import { parentPort, workerData } from 'node:worker_threads'
import type { Day } from '../simulation/day.ts'
import { simulate } from '../simulation/simulate.ts'

// Days take seconds, during which nobody else would be answered: hence a thread of its own.
parentPort?.postMessage((workerData as Day[]).map(simulate))
