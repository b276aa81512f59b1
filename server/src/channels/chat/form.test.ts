import { describe, expect, it } from 'vitest'
import { readForm } from './form.ts'

const fields = [
  { name: 'name', kind: 'text', label: 'Your name', required: true, options: [] },
  { name: 'email', kind: 'email', label: 'Your e-mail', required: false, options: [] },
  { name: 'topic', kind: 'choice', label: 'Topic', required: false, options: ['Order', 'Return'] },
  { name: 'order', kind: 'text', label: 'Order number', required: false, options: [] },
  { name: 'consent', kind: 'consent', label: 'I agree', required: true, options: [] },
] as const
const form = fields.map((field) => ({ ...field, options: [...field.options] }))

describe('the form before the chat', () => {
  it('fills the contact, the topic and the attributes', () => {
    const given = { name: ' Ada ', email: 'ada@example.com', topic: 'Return', order: '77', consent: true, more: 'x' }
    expect(readForm(form, given)).toEqual({
      answers: { name: 'Ada', email: 'ada@example.com', topic: 'Return', order: '77', consent: true },
      details: { name: 'Ada', email: 'ada@example.com', phone: null, attributes: { order: '77' } },
      topic: 'Return',
    })
  })
  it.each([
    ['form.name', { consent: true }],
    ['form.name', { name: '  ', consent: true }],
    ['form.name', { name: 5, consent: true }],
    ['form.email', { name: 'Ada', email: 'nobody', consent: true }],
    ['form.topic', { name: 'Ada', topic: 'Refund', consent: true }],
    ['form.consent', { name: 'Ada' }],
    ['form.consent', { name: 'Ada', consent: false }],
    ['form.consent', { name: 'Ada', consent: 'yes' }],
  ])('names %s when it is wrong in %j', (field, given) => {
    expect(() => readForm(form, given)).toThrow(expect.objectContaining({ field }))
  })
})
