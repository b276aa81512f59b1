import type { Moment, WidenStep } from './floor.ts'

/** When a step may be taken; all conditions of a step must hold. */
export type StepCondition =
  | { kind: 'waited'; seconds: number }
  /** Holds also when nobody is staffed: that wait has no end. */
  | { kind: 'estimated_wait_over'; seconds: number }
  | { kind: 'hours'; within: boolean }

/** What a step does. All but `widen` and `announce` end the waiting in this queue, `offer_…` if the customer agrees. */
export type StepAction =
  /** No act: the ring of the decision is wider while the conditions hold. */
  | { kind: 'widen'; minProficiency: number; alsoQueues: readonly string[] }
  | { kind: 'overflow'; queueId: string }
  | { kind: 'offer_callback' }
  | { kind: 'offer_email' }
  | { kind: 'voicemail' }
  | { kind: 'form' }
  | { kind: 'close'; message: string }
  | { kind: 'announce'; message: string }

export interface Step {
  id: string
  conditions: readonly StepCondition[]
  action: StepAction
}

/** How an item and its queue stand at a moment. */
export interface StepsInput {
  now: Moment
  enteredAt: Moment
  /** As the queue orders them: of several that are due, the first is taken. */
  steps: readonly Step[]
  /** Steps that this item has taken; each is taken once. */
  taken: ReadonlySet<string>
  /** Seconds; null when nobody is staffed. */
  estimatedWait: number | null
  /** Whether the queue's hours are open, and when that changes; null: never. */
  hours: { open: boolean; changesAt: Moment | null }
}

export interface DueStep {
  step: Step | null
  /** When time alone could make a step due that is not due now; a changed estimate asks again by itself. */
  next: Moment | null
}

/** The step to be taken now, widening apart, which the decision does by itself. */
export function dueStep(input: StepsInput): DueStep {
  const open = input.steps.filter(({ id, action }) => action.kind !== 'widen' && !input.taken.has(id))
  const step = open.find(({ conditions }) => conditions.every((condition) => holds(condition, input))) ?? null
  const moments = open.flatMap(({ conditions }) => dueAt(conditions, input) ?? [])
  return { step, next: moments.length > 0 ? Math.min(...moments) : null }
}

/**
 * The widen steps for `Queue.steps`: those whose other conditions hold now, each from the seconds it asks for. To be read
 * again when the hours or the estimate change.
 */
export function widenSteps(steps: readonly Step[], standing: Pick<StepsInput, 'estimatedWait' | 'hours'>): WidenStep[] {
  return steps.flatMap(({ action, conditions }) => {
    if (action.kind !== 'widen') return []
    const others = conditions.filter(({ kind }) => kind !== 'waited')
    if (!others.every((condition) => holds(condition, { ...standing, now: 0, enteredAt: 0 }))) return []
    const { minProficiency, alsoQueues } = action
    return { afterSeconds: secondsAsked(conditions), minProficiency, alsoQueues }
  })
}

type Standing = Pick<StepsInput, 'now' | 'enteredAt' | 'estimatedWait' | 'hours'>

function holds(condition: StepCondition, { now, enteredAt, estimatedWait, hours }: Standing): boolean {
  switch (condition.kind) {
    case 'waited':
      return now - enteredAt >= condition.seconds * 1000
    case 'estimated_wait_over':
      return estimatedWait === null || estimatedWait > condition.seconds
    case 'hours':
      return hours.open === condition.within
  }
}

/** The first moment after now at which time alone could make these hold; null: only the estimate could, or nothing. */
function dueAt(conditions: readonly StepCondition[], input: StepsInput): Moment | null {
  const { now, enteredAt, hours } = input
  const waited = enteredAt + secondsAsked(conditions) * 1000
  const blocked = conditions.filter((condition) => condition.kind !== 'waited' && !holds(condition, input))
  if (blocked.some(({ kind }) => kind === 'estimated_wait_over')) return null
  if (blocked.length === 0) return waited > now ? waited : null
  return hours.changesAt === null ? null : Math.max(waited, hours.changesAt)
}

function secondsAsked(conditions: readonly StepCondition[]): number {
  return Math.max(0, ...conditions.map((condition) => (condition.kind === 'waited' ? condition.seconds : 0)))
}
