import type { SignIns } from './sign-in.ts'
import type { Timings } from './timings.ts'

/** What every connection to a mail server needs. */
export interface Connecting {
  signIns: SignIns
  /** Mail servers on this machine and in private networks may be used. */
  allowPrivateHosts: boolean
  timings: Timings
}
