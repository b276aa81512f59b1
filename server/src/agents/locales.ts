import { InvalidInputError } from '../errors.ts'

/** The languages of the agents' screens; each has its texts in web/src/locales. */
export const screenLocales = ['en', 'de']

/** @throws InvalidInputError naming `locale` when the screens do not speak it. */
export function checkedLocale(locale: string): string {
  if (screenLocales.includes(locale)) return locale
  throw new InvalidInputError('locale', `The screens speak ${screenLocales.join(', ')}.`)
}
