/** The languages the chat has texts in. */
const chatLocales = ['en', 'ar', 'de', 'es', 'fr', 'nl']

/** Languages to choose from, named in the language of the screens; `also` is offered even when the chat lacks it. */
export function localeChoices(screens: string, also: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(screens, { type: 'language' })
  return [...new Set([...chatLocales, also])]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, screens))
}
