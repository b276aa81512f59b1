import { describe, expect, it } from 'vitest'
import { excerpt } from './excerpt.ts'

/** As a reader sees it, what is marked in brackets. */
const shown = (body: string, ...words: string[]) =>
  excerpt(body, words)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')

describe('the words of a message around what was looked for', () => {
  it('marks every word, whatever its case, and the last one while it is typed', () => {
    expect(shown('My Kettle is broken. A broken kettle!', 'broken', 'kett')).toBe(
      'My [Kettle] is [broken]. A [broken] [kettle]!',
    )
  })

  it('marks no word inside another, and none but the last as a beginning', () => {
    expect(shown('Unbroken, broken kettle', 'kettle', 'broken')).toBe('Unbroken, [broken] [kettle]')
    expect(shown('Kettledrum kettle', 'kettle', 'broken')).toBe('Kettledrum [kettle]')
    expect(shown('Größe, grösser, GRÖSSE', 'grö')).toBe('[Größe], [grösser], [GRÖSSE]')
  })

  it('begins shortly before the first word found, and tells where it leaves something out', () => {
    const long = `${'word '.repeat(50)}kettle${' more'.repeat(50)}`
    expect(shown(long, 'kettle')).toMatch(/^…(word )+\[kettle\]( more)+.*…$/)
    expect(shown(long, 'kettle').indexOf('[')).toBeLessThan(30)
    expect(shown(`${'x'.repeat(500)} kettle`, 'kettle')).toBe('…[kettle]')
  })

  it('shows lines as one, and the beginning where nothing is found or asked', () => {
    expect(shown(' one\n\n two ', 'three')).toBe('one two')
    expect(shown('50% off', '%')).toBe('50% off')
    expect(shown('', 'kettle')).toBe('')
  })

  it('takes markup and signs as the text they are', () => {
    expect(excerpt('<b onclick=x>kettle</b> (.*)', ['(.*)', '<b>', 'kettle'])).toEqual([
      { text: '<', marked: false },
      { text: 'b', marked: true },
      { text: ' onclick=x>', marked: false },
      { text: 'kettle', marked: true },
      { text: '</', marked: false },
      { text: 'b', marked: true },
      { text: '> (.*)', marked: false },
    ])
  })
})
