/** What is watched, and which side of the threshold is bad. */
export const alertMetrics = {
  /** Seconds that whoever waits longest has been waiting. */
  oldest_waiting: { of: 'queue', bad: 'above', most: 86_400 },
  /** How many wait. */
  waiting: { of: 'queue', bad: 'above', most: 100_000 },
  /** Today's, in percent, by the queue's formula. */
  service_level: { of: 'queue', bad: 'below', most: 100 },
  /** Today's, in percent. */
  abandon_rate: { of: 'queue', bad: 'above', most: 100 },
  /** How many could take something, while somebody waits. */
  nobody_available: { of: 'queue', bad: 'below', most: 1000 },
  /** Who came within the last quarter of an hour, in percent of what is usual at this time of the week. */
  volume: { of: 'queue', bad: 'above', most: 10_000 },
  /** Minutes that an agent is over the limit of their state. */
  agent_over_limit: { of: 'agent', bad: 'above', most: 1440 },
  /** Seconds that a channel has not been connected. */
  channel_down: { of: 'channel', bad: 'above', most: 86_400 },
} as const satisfies Record<string, { of: 'queue' | 'agent' | 'channel'; bad: 'above' | 'below'; most: number }>

export type AlertMetric = keyof typeof alertMetrics

/** Whether a value is beyond a threshold: above it, or below it. */
export const isBeyond = (metric: AlertMetric, value: number, threshold: number): boolean =>
  alertMetrics[metric].bad === 'above' ? value > threshold : value < threshold

/** The worse of two values. */
export const worse = (metric: AlertMetric, a: number, b: number): number =>
  alertMetrics[metric].bad === 'above' ? Math.max(a, b) : Math.min(a, b)
