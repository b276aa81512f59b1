import { InvalidInputError } from '../errors.ts'
import { line } from '../platform/text.ts'
import { checkedHolidays, type GivenHoliday } from '../opening-hours/holidays.ts'
import { checkedHours, checkedTimeZone, type HoursInterval } from '../opening-hours/week.ts'

interface Given {
  name?: string | null
  colour?: string | null
  locale?: string | null
  timeZone?: string | null
  hours?: readonly HoursInterval[] | null
  holidays?: readonly GivenHoliday[] | null
}

/** What was given of a brand, checked; what was left out is left out. @throws InvalidInputError naming the field. */
export function checkedBrand({ name, colour, locale, timeZone, hours, holidays }: Given) {
  return {
    ...(name == null ? {} : { name: line('name', name, 80) }),
    ...(colour == null ? {} : { colour: checkedColour(colour) }),
    ...(locale == null ? {} : { locale: checkedLanguage(locale) }),
    ...(timeZone == null ? {} : { timeZone: checkedTimeZone(timeZone) }),
    ...(hours == null ? {} : { hours: checkedHours(hours).map((interval) => ({ ...interval })) }),
    ...(holidays == null ? {} : { holidays: checkedHolidays(holidays).map((holiday) => ({ ...holiday })) }),
  }
}

function checkedColour(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour.toLowerCase()
  throw new InvalidInputError('colour', 'Give a colour as #rrggbb, such as #0f766e.')
}

function checkedLanguage(locale: string): string {
  if (/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(locale) && locale.length <= 35) return locale
  throw new InvalidInputError('locale', 'Give a language such as "en" or "pt-BR".')
}
