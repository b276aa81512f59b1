import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { widgetLocales } from '../server/src/channels/chat/locales.ts'

const folder = join(import.meta.dirname, '../widget/src/app/locales')
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const locales = readdirSync(folder).map((file) => [basename(file, '.json'), read(file)] as const)
const english = read('en.json')
const others = locales.filter(([locale]) => locale !== 'en')

/** Words these languages share with English. */
const shared: Record<string, string[]> = {
  de: ['Chat', 'Online', 'Emoji', 'optional'],
  es: ['Chat', 'Emoji'],
  fr: ['Chat', 'Emoji', 'E-mail', 'Message', 'Messages'],
  nl: ['Chat', 'Online', 'Emoji', 'E-mail'],
}

const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort()
const eachBlanks = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, blanks(text)]))

test('the hub offers exactly the languages that the chat has', () => {
  expect(locales.map(([locale]) => locale).sort()).toEqual([...widgetLocales].sort())
})

describe.each(others)('a visitor who reads %s', (locale, texts) => {
  it('finds every text, with the same blanks to fill as in English', () => {
    expect(eachBlanks(texts)).toEqual(eachBlanks(english))
  })

  it('finds no text empty, and none left in English', () => {
    expect(Object.keys(texts).filter((key) => !texts[key]?.trim())).toEqual([])
    const same = Object.entries(english).filter(([key, text]) => texts[key] === text)
    expect(same.map(([, text]) => text).filter((text) => !shared[locale]?.includes(text))).toEqual([])
  })
})
