import { fanout } from './fanout.ts'
import { inbox } from './inbox.ts'
import { intake } from './intake.ts'
import type { Bench } from './measure/bench.ts'

/** All benchmarks, in the order they run. */
export const benches: Bench[] = [intake, fanout, inbox]
