import type { Role } from '@switchboard/prisma'
import type { Links } from './agents/presence/links.ts'
import type { CarriedChannel } from './channels/carried.ts'
import type { Channel } from './channels/channel.ts'
import type { Env } from './env.ts'
import type { Loaders } from './graphql/loaders.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import type { Tail } from './platform/events/tail.ts'
import type { Files } from './platform/files.ts'
import type { Jobs } from './platform/jobs.ts'
import type { Log } from './platform/log.ts'
import type { Mail } from './platform/mail.ts'
import type { Metrics } from './platform/metrics.ts'
import type { Presence } from './platform/presence.ts'
import type { Seal } from './platform/seal.ts'
import type { VirusScan } from './platform/virus-scan.ts'
import type { Wake } from './platform/wake.ts'

/** What the process has, the same for every request. */
export interface Services {
  env: Env
  log: Log
  clock: Clock
  db: Database
  seal: Seal
  wake: Wake
  tail: Tail
  presence: Presence
  links: Links
  jobs: Jobs
  files: Files
  scan: VirusScan
  mail: Mail
  metrics: Metrics
}

/** A signed-in person of the centre. */
export interface AgentViewer {
  kind: 'agent'
  agentId: string
  userId: string
  name: string
  role: Role
  /** The brands they are limited to; null means all. */
  brandIds: string[] | null
}

/** A customer on a channel of theirs, proved by a signed token. */
export interface CustomerViewer {
  kind: 'customer'
  channelId: string
  /** Null until they have written for the first time. */
  contactId: string | null
}

/** Who asks; policies decide by it. Null: nobody is signed in. */
export type Viewer = AgentViewer | CustomerViewer | null

/** What a use case or a resolver is given: the services, who asks, and reads batched for this request. */
export interface Context extends Services {
  /** The adapter of a kind of channel that providers carry. */
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
  viewer: Viewer
  loaders: Loaders
  /** Stands in the log lines and in masked errors. */
  requestId: string
}
