import { describe, expect, it } from 'vitest'
import { changedFields, rebase } from './draft.ts'

const stored = { title: 'Hello', colour: '#000000', domains: ['a.example'] }

describe('unsaved changes', () => {
  it('are none when nothing differs', () =>
    expect(changedFields(stored, { ...stored, domains: ['a.example'] })).toEqual({}))
  it('hold only the fields that differ', () =>
    expect(changedFields(stored, { ...stored, title: 'Hi', domains: [] })).toEqual({ title: 'Hi', domains: [] }))
  it('are gone once a field is written back as it was', () => {
    const draft = { ...stored, title: 'Hi' }
    draft.title = 'Hello'
    expect(changedFields(stored, draft)).toEqual({})
  })
})

describe('when a colleague saves while a form is open', () => {
  const next = { title: 'Welcome', colour: '#ffffff', domains: [] }
  it('what was written here stays', () =>
    expect(rebase(stored, next, { ...stored, title: 'Hi' })).toEqual({ title: 'Hi', colour: '#ffffff', domains: [] }))
  it('an untouched form follows', () => expect(rebase(stored, next, stored)).toEqual(next))
  it('the draft shares nothing with what is stored', () => {
    const draft = rebase(stored, next, stored)
    draft.domains.push('b.example')
    expect(next.domains).toEqual([])
  })
})
