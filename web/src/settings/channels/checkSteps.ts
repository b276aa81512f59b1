/** One step of a trial, as the hub tells it. */
export interface Step {
  step: string
  ok: boolean
  detail: string
}

export interface ShownStep {
  step: string
  state: 'ok' | 'failed' | 'trying' | 'waiting' | 'skipped'
  detail: string
}

/**
 * The steps of a trial as they are shown, in order: all that will be tried while it is under way, then what came of each;
 * those that nothing is told of were not tried.
 */
export function shownSteps(expected: readonly string[], steps: readonly Step[] | null, busy: boolean): ShownStep[] {
  if (busy || !steps) {
    return expected.map((step, at) => ({ step, state: busy && at === 0 ? 'trying' : 'waiting', detail: '' }))
  }
  const told = steps.map(({ step, ok, detail }) => ({
    step,
    state: ok ? ('ok' as const) : ('failed' as const),
    detail,
  }))
  const names = new Set(told.map(({ step }) => step))
  const rest = expected.filter((step) => !names.has(step))
  const all = [...told, ...rest.map((step) => ({ step, state: 'skipped' as const, detail: '' }))]
  return all.toSorted((a, b) => expected.indexOf(a.step) - expected.indexOf(b.step))
}
