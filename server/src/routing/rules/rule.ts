import type { NeededSkill } from '../decide/floor.ts'

/** What must hold; within one condition any of its values will do. */
export type RuleCondition =
  | { kind: 'channel'; channelIds: readonly string[] }
  | { kind: 'topic'; topics: readonly string[] }
  /** Words or phrases, found whole, whatever their case and accents. */
  | { kind: 'words'; words: readonly string[] }
  /** Language tags; `de` is met by `de-AT` too. */
  | { kind: 'language'; languages: readonly string[] }
  | { kind: 'segment'; segments: readonly string[] }
  | { kind: 'label'; labelIds: readonly string[] }
  | { kind: 'hours'; hoursId: string; within: boolean }

/** A rule leads a conversation into a queue when all of its conditions hold. */
export interface Rule {
  id: string
  conditions: readonly RuleCondition[]
  queueId: string
  boostSeconds: number
  skills: readonly NeededSkill[]
}

/** What is known of a conversation when its queue is chosen. */
export interface RuleFacts {
  channelId: string
  topic: string | null
  /** What the customer wrote so far. */
  text: string
  language: string | null
  segments: ReadonlySet<string>
  labelIds: ReadonlySet<string>
  /** The business hours that are open now. */
  openHours: ReadonlySet<string>
}
