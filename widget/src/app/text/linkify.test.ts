import { expect, test } from 'vitest'
import { linkify } from './linkify.ts'

test('an address in a sentence is a link without the full stop', () => {
  expect(linkify('See https://a.test/x?y=1.')).toEqual([
    { text: 'See ' },
    { text: 'https://a.test/x?y=1', href: 'https://a.test/x?y=1' },
    { text: '.' },
  ])
})

test('www and mail addresses become links', () => {
  expect(linkify('www.shop.test').at(0)?.href).toBe('https://www.shop.test')
  expect(linkify('(me@shop.test)')[1]).toEqual({ text: 'me@shop.test', href: 'mailto:me@shop.test' })
})

test('script addresses stay text', () => {
  expect(linkify('javascript:alert(1) data:text/html,x').every((piece) => !piece.href)).toBe(true)
})

test('brackets that belong to the address are kept', () => {
  expect(linkify('https://w.test/A_(b)').at(0)?.href).toBe('https://w.test/A_(b)')
  expect(linkify('(https://w.test/a)')[1]?.href).toBe('https://w.test/a')
})
