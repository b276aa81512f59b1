import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCostly, segments } from './segments.ts'

const counted = (text: string) => {
  const { encoding, count, left } = segments(text)
  return { encoding, count, left }
}

describe('what a text costs', () => {
  it('is nothing while nothing is written', () => {
    expect(counted('')).toEqual({ encoding: 'GSM-7', count: 0, left: 160 })
  })

  it('is one part up to 160 plain characters, then 153 a part', () => {
    expect(counted('x'.repeat(160))).toEqual({ encoding: 'GSM-7', count: 1, left: 0 })
    expect(counted('x'.repeat(161))).toEqual({ encoding: 'GSM-7', count: 2, left: 145 })
    expect(counted('x'.repeat(306))).toEqual({ encoding: 'GSM-7', count: 2, left: 0 })
    expect(counted('x'.repeat(307))).toEqual({ encoding: 'GSM-7', count: 3, left: 152 })
  })

  it('is one part up to 70 characters once a single one is not plain, then 67 a part', () => {
    expect(counted(`${'x'.repeat(69)}ł`)).toEqual({ encoding: 'UCS-2', count: 1, left: 0 })
    expect(counted(`${'x'.repeat(70)}ł`)).toEqual({ encoding: 'UCS-2', count: 2, left: 63 })
    expect(counted(`${'x'.repeat(134)}ł`)).toEqual({ encoding: 'UCS-2', count: 3, left: 66 })
  })

  it('counts umlauts, Greek capitals and line ends as plain', () => {
    expect(segments('Grüße, Ödön! ΔΦΓΛΩΠΨΣΘΞ\r\n¿Qué?').encoding).toBe('GSM-7')
  })

  it('counts brackets and the euro sign as two', () => {
    expect(counted('€'.repeat(80))).toEqual({ encoding: 'GSM-7', count: 1, left: 0 })
    expect(counted('€'.repeat(81))).toEqual({ encoding: 'GSM-7', count: 2, left: 143 })
  })

  it('never cuts a character in two', () => {
    // 152 places are used: the euro sign, which takes two, begins the next part.
    expect(counted(`${'x'.repeat(152)}€${'x'.repeat(10)}`)).toEqual({ encoding: 'GSM-7', count: 2, left: 141 })
    // 33 pictures of two units fill 66 of 67 places.
    expect(counted('😀'.repeat(36))).toEqual({ encoding: 'UCS-2', count: 2, left: 61 })
  })

  it('names each character that makes it dear, once', () => {
    expect(segments('“Yes” – “no”').costly).toEqual(['“', '”', '–'])
  })

  it('hints when plain characters would make it cheaper, and only then', () => {
    expect(isCostly(segments(`It’s ready. ${'x'.repeat(100)}`))).toBe(true)
    expect(isCostly(segments('It’s ready.'))).toBe(false)
    expect(isCostly(segments('x'.repeat(400)))).toBe(false)
  })

  it('never gets cheaper while one types on', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '€', 'ł', '😀', '\n'), maxLength: 400 })
    fc.assert(
      fc.property(text, fc.constantFrom('a', '€', 'ł', '😀'), (before, typed) => {
        expect(segments(before + typed).count).toBeGreaterThanOrEqual(segments(before).count)
        expect(segments(before + typed).plainCount).toBeLessThanOrEqual(segments(before + typed).count)
      }),
    )
  })
})
