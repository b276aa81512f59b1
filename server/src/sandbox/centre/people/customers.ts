import type { Random } from '../random.ts'
import type { Language } from '../scripts/script.ts'
import { companies, type Nation, nations } from './nations.ts'

/** Somebody who writes to the shop or the rental. */
export interface Customer {
  /** Null for those who never said. */
  name: string | null
  firstName: string | null
  email: string | null
  phone: string | null
  company: string | null
  city: string
  language: Language
  locale: string
  place: 'shop' | 'rental'
  /** Their number in the shop's own accounts, for those who were signed in there. */
  account: string | null
  attributes: Record<string, string | number>
  /** How often they write, compared with the others. */
  share: number
}

/** The share of those who write most often. */
export const mostEager = 2.5

/** Makes up `count` different customers; about one in eight never says a name. */
export function customers(random: Random, count: number): Customer[] {
  const taken = new Set<string>()
  const found: Customer[] = []
  while (found.length < count) {
    const nation = random.weighed(nations.map((each) => [each, each.share] as const))
    const firstName = random.pick(nation.first)
    const name = `${firstName} ${random.pick(nation.last)}`
    if (taken.has(name)) continue
    taken.add(name)
    const place = nation.language === 'en' && random.chance(0.15) ? 'rental' : 'shop'
    const who = { city: random.pick(nation.cities), language: nation.language, locale: nation.locale, place } as const
    found.push(random.chance(0.13) ? { ...unnamed, ...who } : { ...named(random, nation, name, found.length), ...who })
  }
  return found
}

const unnamed = {
  name: null,
  firstName: null,
  email: null,
  phone: null,
  company: null,
  account: null,
  attributes: {},
  share: 0.6,
}

function named(random: Random, nation: Nation, name: string, index: number) {
  const account = random.chance(0.45) ? `cust-${10_000 + index * 7}` : null
  const company = account && random.chance(0.16) ? random.pick(companies) : null
  return {
    name,
    firstName: name.split(' ')[0] ?? null,
    email: account || random.chance(0.6) ? emailOf(random, name) : null,
    phone: nation.phone && random.chance(0.4) ? phoneOf(random, nation.phone) : null,
    company,
    account,
    attributes: account ? attributesOf(random, company !== null) : {},
    share: company ? mostEager : 1,
  }
}

const emailOf = (random: Random, name: string) => {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const letters = [
    ['ø', 'o'],
    ['æ', 'ae'],
    ['ł', 'l'],
    ['ı', 'i'],
    ['ß', 'ss'],
  ] as const
  const local = letters.reduce((text, [from, to]) => text.replaceAll(from, to), plain)
  return `${local.replace(' ', random.pick(['.', '_', '']))}@${random.pick(['example.com', 'example.org', 'example.net'])}`
}

const phoneOf = (random: Random, begin: string) => begin + String(random.whole(100, 199))

/** What the shop's site tells of a customer who is signed in. */
const attributesOf = (random: Random, fleet: boolean) => ({
  plan: fleet
    ? 'Fleet'
    : random.weighed([
        ['Basic', 6],
        ['Care', 3],
        ['Care Plus', 1],
      ] as const),
  orders: fleet ? random.whole(6, 48) : random.whole(1, 9),
  spent: fleet ? random.whole(60, 900) * 100 : random.whole(4, 380) * 10,
  bike: random.pick(['Fjord 3', 'Kiruna', 'Stadt 7', 'Polar E-City', 'Sisu', 'Tromsø Cargo']),
})
