import { createI18n } from 'vue-i18n'

/** The languages of the screens. */
export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

const key = 'switchboard.locale'

/** The language kept in this browser, else the browser's own, else English. */
export function preferredLocale(): Locale {
  const wanted = [localStorage.getItem(key), ...navigator.languages.map((l) => l.slice(0, 2))]
  return locales.find((l) => l === wanted.find((w) => locales.some((known) => known === w))) ?? 'en'
}

export const i18n = createI18n({ legacy: false, locale: preferredLocale(), fallbackLocale: 'en', messages: {} })

const files = import.meta.glob<{ default: Record<string, never> }>('./locales/*/*.json')
const areas = new Set<string>()

/** Loads the texts of an area (a file of `locales/en`) in the language of the screens. */
export async function loadTexts(...wanted: string[]): Promise<void> {
  wanted.forEach((area) => areas.add(area))
  await Promise.all(wanted.map((area) => load(area, i18n.global.locale.value as Locale)))
}

const loaded = new Set<string>()

async function load(area: string, locale: Locale) {
  const path = `./locales/${locale}/${area}.json`
  if (loaded.has(path)) return
  const file = await files[path]?.()
  if (file) i18n.global.mergeLocaleMessage(locale, file.default)
  loaded.add(path)
}

/** Changes the language of the screens and keeps it in this browser. */
export async function setLocale(locale: Locale): Promise<void> {
  await Promise.all([...areas].map((area) => load(area, locale)))
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(key, locale)
}
