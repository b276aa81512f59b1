import type { NeededSkill } from '../decide/floor.ts'

/** What a condition looks at. */
export type ConditionKind = 'channel' | 'topic' | 'words' | 'language' | 'attribute' | 'hours' | 'queue' | 'priority'

/** What must hold; any of the values will do. */
export interface RuleCondition {
  kind: ConditionKind
  /** The name of an attribute of the contact; null for other kinds. */
  name: string | null
  /**
   * Ids of channels; topics; ids of queues; priorities; words or phrases, found whole, whatever their case and accents; language tags, of which `de`
   * is met by `de-AT` too; values of the attribute, whatever their case, none meaning any. Empty for hours.
   */
  values: readonly string[]
  /** For hours: open, or closed. */
  within: boolean
}

/** A rule leads a conversation into a queue when all of its conditions hold. */
export interface Rule {
  id: string
  conditions: readonly RuleCondition[]
  queueId: string
  /** It is served as if it had waited so much longer. */
  boostSeconds: number
  skills: readonly NeededSkill[]
}

/** What is known of a conversation when its queue is chosen, or what it is promised. */
export interface RuleFacts {
  channelId: string
  /** Where it stands. */
  queueId: string
  priority: string
  topic: string | null
  /** What the customer wrote so far. */
  text: string
  language: string | null
  /** Of the contact, by name. */
  attributes: Readonly<Record<string, unknown>>
  /** The brand is open now. */
  open: boolean
}
