import type { Services } from '../context.ts'

/** What the use cases of customers work with. */
export type Needs = Pick<
  Services,
  'db' | 'wake' | 'tail' | 'clock' | 'seal' | 'presence' | 'files' | 'log' | 'jobs' | 'metrics'
>
