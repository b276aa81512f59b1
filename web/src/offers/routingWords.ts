type Translate = (key: string, values?: Record<string, unknown>) => string

/** As much of an offer's trace as its words need; see the hub's routing/decide/trace.ts. */
interface Trace {
  waitedMs?: number
  eligible?: number
  looked?: number
  decidedBy?: string
  chosen?: { proficiency?: number; load?: number }
  runnerUp?: { agentId?: string } | null
}

/** Why an offer was made to this agent, in one sentence. */
export function whyThisAgent(trace: unknown, t: Translate): string {
  const { decidedBy = 'id', eligible = 0, chosen } = (trace ?? {}) as Trace
  const percent = Math.round((chosen?.load ?? 0) * 100)
  return t(`routing.chosen.${decidedBy}`, { n: eligible, level: chosen?.proficiency ?? 1, percent })
}

/** How long the customer had waited when the offer was made, in ms. */
export const waitedMs = (trace: unknown): number => (trace as Trace | null)?.waitedMs ?? 0

/** Why an agent is not asked, in one sentence; `moment` words a time. */
export function whyNot(
  refusal: string | null | undefined,
  figures: Record<string, unknown>,
  t: Translate,
  moment: (at: string) => string,
): string {
  if (!refusal) return t('routing.eligible')
  const time = (value: unknown) => (typeof value === 'number' ? moment(new Date(value).toISOString()) : '')
  const later = figures['joinsAt'] ? t('routing.later', { at: time(figures['joinsAt']) }) : ''
  const state = refusal === 'STATE' ? stateWords(String(figures['state']), t) : ''
  const sentence = t(`routing.refusal.${refusal}`, { ...figures, state, at: time(figures['until']) })
  return later ? `${sentence} ${later}` : sentence
}

/** A state that is built in; any other is the name of a reason of the centre's own. */
const builtIn = /^(wrap_up|break|lunch|meeting|training|coaching|other_work|not_responding|offline)$/

function stateWords(state: string, t: Translate): string {
  if (state === 'being_asked') return t('routing.beingAsked')
  return builtIn.test(state) ? t(`app.presence.state.${state.toUpperCase()}`) : state
}
