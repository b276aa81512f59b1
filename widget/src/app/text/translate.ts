import english from '../locales/en.json'

export type TextKey = keyof typeof english
export type Texts = Record<TextKey, string>
/** The text of a key, with `{name}` filled in. */
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string

const files = import.meta.glob<{ default: Texts }>(['../locales/*.json', '!../locales/en.json'])
const base = (locale: string) => locale.split('-')[0]!.toLowerCase()
const file = (locale: string) => files[`../locales/${base(locale)}.json`]

/** The languages the chat itself speaks, of those asked for. */
export function spoken(locales: string[]): string[] {
  return locales.filter((locale) => base(locale) === 'en' || file(locale))
}

export function translator(texts: Texts): Translate {
  return (key, values) => texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values?.[name] ?? ''))
}

/** The texts of a language; English ones where there is no file for it, or none could be fetched. */
export async function loadTexts(locale: string): Promise<Texts> {
  return (await file(locale)?.().catch(() => undefined))?.default ?? english
}

export const isRightToLeft = (locale: string): boolean => ['ar', 'he', 'fa', 'ur'].includes(base(locale))
export { english }
