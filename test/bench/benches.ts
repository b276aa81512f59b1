import { bytes } from './bytes.ts'
import { fanout } from './fanout.ts'
import { floor } from './floor.ts'
import { inbox } from './inbox.ts'
import { intake } from './intake.ts'
import { intakeHttp } from './intake-http.ts'
import { mailArrival } from './mail-arrival.ts'
import { mailIntake } from './mail-intake.ts'
import { mailMemory } from './mail-memory.ts'
import { latency } from './latency.ts'
import type { Bench } from './measure/bench.ts'
import { routingDecisions } from './routing-decisions.ts'
import { routingOffer } from './routing-offer.ts'
import { simulationDay } from './simulation-day.ts'
import { smsWebhook } from './sms-webhook.ts'
import { start } from './start.ts'

/** All benchmarks, in the order they run. */
export const benches: Bench[] = [
  intake,
  intakeHttp,
  latency,
  fanout,
  inbox,
  start,
  bytes,
  mailArrival,
  mailIntake,
  mailMemory,
  smsWebhook,
  routingDecisions,
  routingOffer,
  floor,
  simulationDay,
]
