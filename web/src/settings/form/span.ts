/** A length of time as it is edited: an amount of a unit; no amount is none. */
export interface Span {
  amount: string
  unit: SpanUnit
}
export type SpanUnit = keyof typeof lengths

const lengths = { minutes: 60, hours: 3600, days: 86_400 } as const
export const spanUnits = Object.keys(lengths) as SpanUnit[]

/** A length in seconds by the largest unit that it is a whole number of; null: none. */
export function spanDraft(seconds: number | null | undefined, usual: SpanUnit = 'hours'): Span {
  if (seconds == null) return { amount: '', unit: usual }
  const unit = spanUnits.toReversed().find((one) => seconds % lengths[one] === 0) ?? 'minutes'
  return { amount: String(seconds / lengths[unit]), unit }
}

/** The length in seconds; null: none. What is no number is one that the hub refuses at its field. */
export function spanSeconds({ amount, unit }: Span): number | null {
  const text = amount.trim().replace(',', '.')
  if (text === '') return null
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * lengths[unit]) : -1
}
