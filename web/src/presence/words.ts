import type { PresenceState } from '../gql/gen/graphql.ts'

type Translate = (key: string) => string

/** What a state is called: a reason of the centre's own has its own name. */
export const reasonName = (reason: { state: PresenceState; name?: string | null }, t: Translate): string =>
  reason.name ?? t(`app.presence.state.${reason.state}`)

/** What an agent does now, in a word. */
export const presenceName = (
  presence: { state: PresenceState; reason: { state: PresenceState; name?: string | null } },
  t: Translate,
): string => reasonName({ state: presence.state, name: presence.reason.name ?? null }, t)

/** Whether somebody has been in a state for longer than is meant, at `now`. */
export function isOverLimit(presence: { since: string; reason: { limitMinutes?: number | null } }, now: Date): boolean {
  const { limitMinutes } = presence.reason
  return limitMinutes != null && now.getTime() - Date.parse(presence.since) > limitMinutes * 60_000
}

/** A span as a clock counts it: 0:07, 12:30, 1:02:03. */
export function clockSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
