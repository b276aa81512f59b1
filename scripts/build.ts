import { makeStale } from './build/stale.ts'
import { targets } from './build/targets.ts'

await makeStale(targets)
