import type { BrandPartsFragment } from '../../gql/gen/graphql.ts'
import { type HolidayDraft, holidayDrafts, holidayInputs } from '../week/holidays.ts'
import { toHours, toWeek, type Week } from '../week/week.ts'

/** A brand as it is edited. */
export interface BrandDraft {
  name: string
  colour: string
  locale: string
  timeZone: string
  week: Week
  holidays: HolidayDraft[]
}

/** A brand to edit; without one, what a new brand begins with. */
export const brandDraft = (brand: BrandPartsFragment | null): BrandDraft => ({
  name: brand?.name ?? '',
  colour: brand?.colour ?? '#0f766e',
  locale: brand?.locale ?? 'en',
  timeZone: brand?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: toWeek(brand?.hours ?? []),
  holidays: holidayDrafts(brand?.holidays ?? []),
})

/** The edited fields as the API wants them. */
export const brandInput = <T extends Partial<BrandDraft>>({ week, holidays, ...rest }: T) => ({
  ...rest,
  ...(week && { hours: toHours(week) }),
  ...(holidays && { holidays: holidayInputs(holidays) }),
})
