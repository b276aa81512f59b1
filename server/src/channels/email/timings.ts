/** How long the parts of a connection may take, in milliseconds; tests set shorter ones. */
export interface Timings {
  /** Until a server is connected, and until it greets. */
  connect: number
  /** Silence after which an IDLE is begun anew: each such moment asks the link whether it lives. */
  idle: number
  /** Silence after which a link counts as dead. */
  silence: number
  /** How long an SMTP server may take to accept a mail it was handed (RFC 5321, 4.5.3.2.6: ten minutes). */
  accept: number
  /** The first pause before connecting again; doubled each time. */
  retry: number
  /** The longest pause. */
  retryMost: number
}

/** A dead link is noticed after `idle` and `silence` together: two and a half minutes. */
export const usualTimings: Timings = {
  connect: 15_000,
  idle: 60_000,
  silence: 90_000,
  accept: 600_000,
  retry: 1000,
  retryMost: 120_000,
}
