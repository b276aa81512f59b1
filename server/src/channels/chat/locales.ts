/** The languages the widget has texts in (widget/src/app/locales). */
export const widgetLocales = ['en', 'ar', 'de', 'es', 'fr', 'nl'] as const

/** The first of `wanted` that the widget has, by itself or by its language; else English. */
export function chooseLocale(...wanted: (string | null | undefined)[]): string {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split('-')[0]
    const found = widgetLocales.find((locale) => locale === language)
    if (found) return found
  }
  return 'en'
}
