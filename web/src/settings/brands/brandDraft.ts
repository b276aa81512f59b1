import type { BrandPartsFragment } from '../../gql/gen/graphql.ts'
import { toHours, toWeek, type Week } from './hours/week.ts'

/** A brand as it is edited. */
export interface BrandDraft {
  name: string
  colour: string
  locale: string
  timeZone: string
  week: Week
}

/** A brand to edit; without one, what a new brand begins with. */
export const brandDraft = (brand: BrandPartsFragment | null): BrandDraft => ({
  name: brand?.name ?? '',
  colour: brand?.colour ?? '#0f766e',
  locale: brand?.locale ?? 'en',
  timeZone: brand?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: toWeek(brand?.hours ?? []),
})

/** The edited fields as the API wants them. */
export function brandInput<T extends Partial<BrandDraft>>({ week, ...rest }: T) {
  return week ? { ...rest, hours: toHours(week) } : rest
}
