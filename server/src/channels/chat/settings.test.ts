import * as v from 'valibot'
import { expect, test } from 'vitest'
import { addressList } from '../../platform/address-ranges.ts'
import { allowsOrigin } from './addresses.ts'
import { chatSettings, defaultChatSettings, readChatSettings } from './settings.ts'

const problems = (change: object) => {
  const result = v.safeParse(chatSettings, { ...defaultChatSettings, ...change })
  return result.success ? [] : [...new Set(result.issues.map((issue) => v.getDotPath(issue)))]
}
const field = { name: 'email', kind: 'email', label: 'E-mail', required: true, options: [] }

test('a new chat begins with texts that can be shown to a customer', () => {
  expect(readChatSettings({})).toEqual(defaultChatSettings)
  expect(defaultChatSettings.launcherLabel).toBe('Chat with us')
  expect(problems({})).toEqual([])
})

test.each([
  ['a colour that is no colour', { colour: 'red' }, 'colour'],
  ['an empty title', { title: '  ' }, 'title'],
  ['a text that cannot be stored', { subtitle: 'a\u0000b' }, 'subtitle'],
  ['a broken character', { greeting: '\ud800' }, 'greeting'],
  ['a position in the middle', { position: 'centre' }, 'position'],
  ['a greeting after an hour', { greetingDelaySeconds: 3600 }, 'greetingDelaySeconds'],
  ['half a minute', { mailAfterMinutes: 0.5 }, 'mailAfterMinutes'],
  ['half a second', { replyTimeSeconds: 0.5 }, 'replyTimeSeconds'],
  ['a language that is none', { locale: '../en' }, 'locale'],
  ['a site with a path', { allowedDomains: ['https://shop.example', 'https://shop.example/x'] }, 'allowedDomains.1'],
  ['a site without a scheme', { allowedDomains: ['shop.example'] }, 'allowedDomains.0'],
  ['all sites of the world', { allowedDomains: ['https://*.com'] }, 'allowedDomains.0'],
  ['a star in the middle', { allowedDomains: ['https://a.*.com'] }, 'allowedDomains.0'],
  ['an address that is none', { blockedAddresses: ['10.0.0.256'] }, 'blockedAddresses.0'],
  ['a range that is too narrow', { blockedAddresses: ['10.0.0.0/33'] }, 'blockedAddresses.0'],
  ['one name twice', { formFields: [field, field] }, 'formFields.1.name'],
  [
    'a choice of one',
    { formFields: [{ ...field, name: 'plan', kind: 'choice', options: ['a'] }] },
    'formFields.0.options',
  ],
  ['a field without words', { formFields: [{ ...field, label: '' }] }, 'formFields.0.label'],
  ['a phone number in the e-mail field', { formFields: [{ ...field, kind: 'phone' }] }, 'formFields.0.kind'],
  ['a name every object has', { formFields: [{ ...field, name: 'constructor' }] }, 'formFields.0.name'],
  ['a name that is a prototype', { formFields: [{ ...field, name: '__proto__' }] }, 'formFields.0.name'],
])('%s is refused and the field is named', (_what, change, path) => {
  expect(problems(change)).toEqual([path])
})

test('what was typed is tidied: spaces, capitals, doubles', () => {
  const settings = readChatSettings({
    title: ' Hello ',
    colour: '#ABCDEF',
    allowedDomains: ['https://Shop.Example', 'https://shop.example'],
  })
  expect(settings).toMatchObject({ title: 'Hello', colour: '#abcdef', allowedDomains: ['https://shop.example'] })
})

test('a page may embed the chat when its site is on the list, and not when it only looks like it', () => {
  const allowed = ['https://shop.example', 'https://*.example.com', 'http://localhost:3000']
  const asked = (origin: string) => allowsOrigin(allowed, origin)
  expect(
    ['https://shop.example', 'https://a.example.com', 'https://a.b.example.com', 'http://localhost:3000'].every(asked),
  ).toBe(true)
  const refused = [
    'http://shop.example',
    'https://shop.example.evil.test',
    'https://example.com',
    'https://evilexample.com',
  ]
  expect([...refused, 'https://.example.com', 'http://a.example.com', 'http://localhost', 'null', ''].some(asked)).toBe(
    false,
  )
  expect(allowsOrigin([], 'https://any.test')).toBe(true)
  expect(allowsOrigin(allowed, undefined)).toBe(false)
})

test('blocked ranges catch an address however it is written', () => {
  const list = addressList(['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'])
  const caught = ['203.0.113.200', '::ffff:203.0.113.200', '198.51.100.7', '2001:DB8:0::1']
  expect(caught.every((address) => list.has(address))).toBe(true)
  expect(['203.0.114.1', '198.51.100.8', '2001:db9::1', '', 'nonsense'].some((a) => list.has(a))).toBe(false)
})
