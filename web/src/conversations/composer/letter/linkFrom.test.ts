import { expect, it } from 'vitest'
import { linkFrom } from './linkFrom.ts'

it.each([
  ['https://shop.example/a?b=c', 'https://shop.example/a?b=c'],
  ['  shop.example/returns ', 'https://shop.example/returns'],
  ['shop.example:8080', 'https://shop.example:8080/'],
  ['help@shop.example', 'mailto:help@shop.example'],
  ['mailto:help@shop.example', 'mailto:help@shop.example'],
  ['+49 40 123456', 'tel:+4940123456'],
])('leads from “%s” to %s', (typed, href) => {
  expect(linkFrom(typed)).toBe(href)
})

it.each(['', 'here', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'two words.example'])(
  'does not make a link of “%s”',
  (typed) => {
    expect(linkFrom(typed)).toBeNull()
  },
)
