/** What a benchmark promises: of its value, or of its ratio to the reference measured in the same run. */
export interface Goal {
  of: 'value' | 'ratio'
  limit: 'at least' | 'at most'
  than: number
}

/** One measured figure. */
export interface Result {
  name: string
  value: number
  unit: string
  /** The same thing measured on what it is compared with, in the same unit. */
  reference: number | null
  referenceName: string | null
  /** value / reference. */
  ratio: number | null
  goal: Goal | null
  /** How it was measured, in one line. */
  how: string
}

/** What bench-results.json holds for each figure. */
export type Written = Omit<Result, 'goal' | 'how'> & { goal: string | null }

/** Puts a figure beside its reference. */
export function compared(
  figure: Pick<Result, 'name' | 'value' | 'unit' | 'goal' | 'how'>,
  reference?: { name: string; value: number },
): Result {
  const { name, value, unit, goal, how } = figure
  const beside = reference ? { reference: reference.value, referenceName: reference.name } : null
  const ratio = reference && reference.value > 0 ? value / reference.value : null
  return { name, value, unit, ...(beside ?? { reference: null, referenceName: null }), ratio, goal, how }
}

/** Whether the goal was met; null when there is none. */
export function isMet({ goal, value, ratio }: Result): boolean | null {
  if (!goal) return null
  const found = goal.of === 'value' ? value : ratio
  if (found === null) return null
  return goal.limit === 'at least' ? found >= goal.than : found <= goal.than
}

/** The goal in words, such as `at most 40 ms` or `at least 0.9 x`. */
export function goalText({ goal, unit }: Pick<Result, 'goal' | 'unit'>): string | null {
  return goal && `${goal.limit} ${goal.than} ${goal.of === 'value' ? unit : 'x'}`
}

/** The figure as the file holds it, rounded to what was really measured. */
export function written(result: Result): Written {
  const { name, unit, referenceName } = result
  const [value, reference, ratio] = [result.value, result.reference, result.ratio].map((n) => n && rounded(n))
  return {
    name,
    value: value ?? 0,
    unit,
    reference: reference ?? null,
    referenceName,
    ratio: ratio ?? null,
    goal: goalText(result),
  }
}

/** Three significant digits, and all of a whole number. */
export const rounded = (n: number): number => (Math.abs(n) >= 100 ? Math.round(n) : Number(n.toPrecision(3)))
