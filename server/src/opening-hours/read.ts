import type { Tx } from '../platform/database.ts'
import type { OpeningHours } from './business-time.ts'
import type { Holiday } from './holidays.ts'
import type { HoursInterval } from './week.ts'

/** Opening hours as the database keeps them: of a brand, or of their own. */
export interface StoredHours {
  timeZone: string
  hours: unknown
  holidays: unknown
}

/** As business time is counted with them. */
export const asOpeningHours = ({ timeZone, hours, holidays }: StoredHours) =>
  ({
    timeZone,
    hours: hours as HoursInterval[],
    holidays: holidays as Holiday[],
  }) satisfies OpeningHours

/** The hours of what comes by a channel and stands in a queue; null: the channel's own queue. */
export async function readHours(tx: Tx, queueId: string | null, channelId: string) {
  const [found] = await tx.$queryRaw<StoredHours[]>`
    SELECT time_zone AS "timeZone", hours, holidays FROM hours_of(${queueId}::uuid, ${channelId}::uuid)`
  return asOpeningHours(found ?? { timeZone: 'UTC', hours: [], holidays: [] })
}
