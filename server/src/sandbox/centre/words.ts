import type { Customer } from './people/customers.ts'
import { saturday, workday } from './rhythm.ts'
import type { Random } from './random.ts'
import type { Language } from './scripts/script.ts'
import { timeZone } from './directory.ts'

const day = 24 * 3600 * 1000
const items: Record<Language, readonly string[]> = {
  en: ['Aurora helmet', 'Lofoten pannier', 'rain cape', 'Polaris 90 light', 'Bergen saddle bag', 'cargo box cover'],
  de: ['Helm Aurora', 'Regencape'],
  fr: ['casque Aurora'],
  es: ['casco Aurora'],
}
const wear = ['Aurora helmet', 'Skare jacket', 'rain cape', 'Vind jersey'] as const
const bikes = ['Fjord 3', 'Kiruna', 'Stadt 7', 'Sisu', 'Luma 24', 'Vinga'] as const
const ebikes = ['Polar E-City', 'Polar E-Trek', 'Fjord 3 E', 'Stadt 7 E'] as const
const cargo = ['Tromsø Cargo', 'Tromsø Long', 'Hamn Cargo'] as const

/** What a conversation is about, by the names that scripts use; the same in all its messages. */
export type Facts = Record<string, string>

/** Makes up what a conversation that begins at `at` is about. */
export function factsFor(random: Random, customer: Customer, language: Language, at: Date): Facts {
  const weekday = (moment: Date) => format(language, 'weekday').format(moment)
  const date = workday(at, random.whole(5, 11))
  const size = random.whole(0, 3)
  return {
    ...things(random, language),
    order: `NC-${orderNumber(random, at)}`,
    tracking: String(random.whole(1000, 9999)),
    size: ['S', 'M', 'L', 'XL'][size] ?? 'M',
    size2: ['M', 'L', 'XL', 'XXL'][size] ?? 'L',
    time: random.pick(['8:30', '9:15', '10:00', '11:30', '14:00', '15:45', '17:00']),
    city: customer.city,
    company: customer.company ?? 'Lantern Coffee Roasters',
    today: weekday(at),
    past: weekday(workday(at, -random.whole(2, 5))),
    day: weekday(workday(at, random.whole(1, 3))),
    date: format(language, 'date').format(date),
    weekend: format(language, 'date').format(saturday(at)),
    date2: format(language, 'date').format(workday(date, random.whole(2, 6))),
  }
}

/** The wording with its names replaced. @throws Error for a name that nothing is known of. */
export const fill = (wording: string, facts: Facts): string =>
  wording.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name]
    if (fact === undefined) throw new Error(`a script asks for {${name}}`)
    return fact
  })

const things = (random: Random, language: Language) => ({
  bike: random.pick(bikes),
  ebike: random.pick(ebikes),
  cargo: random.pick(cargo),
  wear: random.pick(wear),
  item: random.pick(items[language]),
  price: random.pick(['39,90 €', '64,00 €', '89,00 €', '129,00 €', '649,00 €', '899,00 €', '1.249,00 €']),
  carrier: random.pick(['DPL', 'Paketfuchs', 'NordPost', 'Hermod']),
  code: random.pick(['WINTER10', 'RIDE5', 'NEWS10', 'HELLO15']),
})

/** Orders are numbered as time goes on, some ninety a day; people write about one of the last days. */
const orderNumber = (random: Random, at: Date) =>
  String(100_000 + ((Math.floor(at.getTime() / day) - random.whole(1, 9)) % 9000) * 90 + random.whole(0, 89))

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, what: 'weekday' | 'date'): Intl.DateTimeFormat {
  const known = formats.get(language + what)
  if (known) return known
  const options = what === 'weekday' ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const)
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone })
  formats.set(language + what, made)
  return made
}
