import { expect, test } from 'vitest'
import type { FormField } from '../../protocol.ts'
import { checkForm } from './check-form.ts'

const field = (name: string, kind: FormField['kind'], required = true): FormField => ({
  name,
  kind,
  label: name,
  required,
})
const check = (fields: FormField[], answers: Record<string, string | boolean>) =>
  checkForm(fields, answers, (key) => key)

test('each required field says what it wants', () => {
  const fields = [field('name', 'text'), field('topic', 'choice'), field('consent', 'consent')]
  expect(check(fields, { name: '  ', consent: false })).toEqual({
    name: 'form.required',
    topic: 'form.choose',
    consent: 'form.consent',
  })
})

test('an optional field may be empty but not wrong', () => {
  const fields = [field('email', 'email', false), field('phone', 'phone', false)]
  expect(check(fields, {})).toEqual({})
  expect(check(fields, { email: 'me@shop', phone: '12' })).toEqual({ email: 'form.email', phone: 'form.phone' })
})

test('complete answers pass', () => {
  const fields = [field('email', 'email'), field('phone', 'phone'), field('consent', 'consent')]
  expect(check(fields, { email: 'me@shop.test', phone: '+49 30 1234', consent: true })).toEqual({})
})
