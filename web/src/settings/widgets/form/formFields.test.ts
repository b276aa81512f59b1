import { describe, expect, it } from 'vitest'
import { addable, isKnown, moved, mostFields, newField, questionOf } from './formFields.ts'

const email = newField('email', [], 'E-mail', [])
const text = newField('text', [email], 'Order number', [])

describe('the questions before a chat', () => {
  it('what has a place of its own is asked once', () => expect(addable([email])).not.toContain('email'))
  it('free questions may be asked again', () => expect(addable([email, text])).toContain('text'))
  it('ends at the most the server takes', () =>
    expect(addable(Array.from({ length: mostFields }, () => text))).toEqual([]))
  it('each free question is kept under a name of its own', () =>
    expect(newField('choice', [text, newField('text', [text], '', [])], '', ['a', 'b']).name).toBe('answer3'))
  it('only choices have options', () => {
    expect(newField('topic', [], 'Topic', ['Order', 'Return']).options).toEqual(['Order', 'Return'])
    expect(newField('phone', [], 'Phone', ['Order']).options).toEqual([])
  })
  it('a topic stays a topic even where its answer is typed', () =>
    expect(questionOf({ ...text, name: 'topic' })).toBe('topic'))
  it('names of free questions may be changed, the others not', () =>
    expect([isKnown(email), isKnown(text)]).toEqual([true, false]))
})

describe('their order', () => {
  it('moves one down', () => expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']))
  it('moves one to the top', () => expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']))
  it('stays within the list', () => expect(moved(['a', 'b'], 1, 5)).toEqual(['a', 'b']))
})
