import type { OpeningHoursPartsFragment, SaveOpeningHoursInput } from '../../gql/gen/graphql.ts'
import { type HolidayDraft, holidayDrafts, holidayInputs } from '../week/holidays.ts'
import { toHours, toWeek, type Week } from '../week/week.ts'

/** Opening hours as they are edited. */
export interface HoursDraft {
  brandId: string
  name: string
  timeZone: string
  week: Week
  holidays: HolidayDraft[]
  queueIds: string[]
  channelIds: string[]
}

const idsOf = (list: readonly { id: string }[] = []) => list.map(({ id }) => id)

/** Hours to edit; without any, what new ones of a brand begin with. */
export const hoursDraft = (
  hours: OpeningHoursPartsFragment | null,
  brand: { id: string; timeZone: string } | undefined,
): HoursDraft => ({
  brandId: hours?.brand.id ?? brand?.id ?? '',
  name: hours?.name ?? '',
  timeZone: hours?.timeZone ?? brand?.timeZone ?? 'UTC',
  week: toWeek(hours?.hours ?? []),
  holidays: holidayDrafts(hours?.holidays ?? []),
  queueIds: idsOf(hours?.queues),
  channelIds: idsOf(hours?.channels),
})

/** The edited hours as the API wants them. */
export const hoursInput = (id: string | null, { week, holidays, ...rest }: HoursDraft): SaveOpeningHoursInput => ({
  ...rest,
  ...(id && { id }),
  hours: toHours(week),
  holidays: holidayInputs(holidays),
})
