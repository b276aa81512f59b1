import { expect, it } from 'vitest'
import { csv } from './csv.ts'
import { dayPeriod } from './dayPeriod.ts'

it('keeps commas, quotes and lines within their field, and leaves empty what is unknown', () => {
  expect(
    csv([
      ['Queue', 'SL'],
      ['Sales, "North"\nand South', 81.9],
      ['Returns', null],
    ]),
  ).toBe('Queue,SL\r\n"Sales, ""North""\nand South",81.9\r\nReturns,')
})

it('lets no name be worked out as a formula', () => {
  expect(csv([['=1+1', '-cmd', '+49', '@x']])).toBe("'=1+1,'-cmd,'+49,'@x")
})

it('knows the whole of a day', () => {
  const { from, to } = dayPeriod('2026-03-02')
  expect(new Date(from)).toEqual(new Date(2026, 2, 2))
  expect(new Date(to)).toEqual(new Date(2026, 2, 3))
})
