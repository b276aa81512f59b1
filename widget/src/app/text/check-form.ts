import type { FormField } from '../../protocol.ts'
import type { FormAnswers } from '../state.ts'
import type { TextKey, Translate } from './translate.ts'

function problem(field: FormField, answer: string | boolean | undefined): TextKey | null {
  const text = typeof answer === 'string' ? answer.trim() : ''
  if (field.kind === 'consent') return field.required && answer !== true ? 'form.consent' : null
  if (!text) return field.required ? (field.kind === 'choice' ? 'form.choose' : 'form.required') : null
  if (field.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)) return 'form.email'
  if (field.kind === 'phone' && text.replace(/\D/g, '').length < 5) return 'form.phone'
  return null
}

/** What is wrong with the answers, by the field's name, in the order of the fields. The hub checks again. */
export function checkForm(fields: FormField[], answers: FormAnswers, t: Translate): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const field of fields) {
    const key = problem(field, answers[field.name])
    if (key) errors[field.name] = t(key)
  }
  return errors
}
