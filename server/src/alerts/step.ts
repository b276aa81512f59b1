import { type AlertMetric, isBeyond, worse } from './metrics.ts'

/** As much of an open alert as the next step needs. */
export interface OpenAlert {
  worst: number
  beganAt: Date
  firedAt: Date | null
  goodSince: Date | null
}

/** What a rule asks for. */
export interface Watched {
  metric: AlertMetric
  threshold: number
  forSeconds: number
  clearSeconds: number
}

/** What becomes of an alert with a new value. `fires` and `clears` are told to people. */
export type Step =
  | { kind: 'none' }
  | { kind: 'open'; fires: boolean }
  | { kind: 'keep'; worst: number; fires: boolean; goodSince: Date | null }
  /** It was good before it ever fired: nobody need know. */
  | { kind: 'drop' }
  | { kind: 'clear' }

/**
 * One look at a figure. It fires when it is beyond the threshold for `forSeconds`, and is over when it is good for
 * `clearSeconds`: a figure that swings about its threshold neither fires again and again nor hides.
 * @param value null: there is nothing to say of it now, which is good.
 */
export function stepOf(rule: Watched, alert: OpenAlert | null, value: number | null, now: Date): Step {
  const beyond = value !== null && isBeyond(rule.metric, value, rule.threshold)
  if (!alert) return beyond ? { kind: 'open', fires: rule.forSeconds === 0 } : { kind: 'none' }
  const lasts = (since: Date, seconds: number) => now.getTime() - since.getTime() >= seconds * 1000
  if (beyond) {
    const fires = alert.firedAt === null && lasts(alert.beganAt, rule.forSeconds)
    return { kind: 'keep', worst: worse(rule.metric, alert.worst, value), fires, goodSince: null }
  }
  if (alert.firedAt === null) return { kind: 'drop' }
  const since = alert.goodSince ?? now
  if (lasts(since, rule.clearSeconds)) return { kind: 'clear' }
  return { kind: 'keep', worst: alert.worst, fires: false, goodSince: since }
}

/** Whether a minute of the day lies in quiet times, which may go over midnight. */
export function isQuiet(minute: number, from: number | null, to: number | null): boolean {
  if (from === null || to === null) return false
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}
