import type { CustomerDetails } from '../channel.ts'
import { InvalidInputError } from '../../errors.ts'
import { email, optionalText, phone } from './parse.ts'
import type { ChatChannelSettings } from './settings.ts'

type Field = ChatChannelSettings['formFields'][number]

/** What the answers of the form mean. */
export interface FormAnswers {
  answers: Record<string, string | boolean>
  details: CustomerDetails
  topic: string | null
}

/**
 * Checks the form shown before the first message; what was not asked is left out.
 * @throws InvalidInputError with the path of the field, such as `form.email`.
 */
export function readForm(fields: readonly Field[], given: Record<string, unknown>): FormAnswers {
  const answers: FormAnswers['answers'] = {}
  for (const field of fields) {
    const path = `form.${field.name}`
    const answer = readField(field, given, path)
    if (field.required && (answer === null || answer === false)) throw new InvalidInputError(path, missing(field))
    if (answer !== null) answers[field.name] = answer
  }
  const text = (name: string) => (typeof answers[name] === 'string' ? answers[name] : null)
  const known = new Set(['name', 'email', 'phone', 'topic', 'consent'])
  const attributes = Object.fromEntries(Object.entries(answers).filter(([name]) => !known.has(name)))
  return {
    answers,
    details: { name: text('name'), email: text('email'), phone: text('phone'), attributes },
    topic: text('topic'),
  }
}

function readField(field: Field, given: Record<string, unknown>, path: string): string | boolean | null {
  const { name, kind } = field
  if (kind === 'consent') {
    const value = given[name] ?? null
    if (value !== null && typeof value !== 'boolean') throw new InvalidInputError(path, 'This must be true or false.')
    return value
  }
  if (kind === 'email') return email(given, name, path)
  if (kind === 'phone') return phone(given, name, path)
  const value = optionalText(given, name, 500, path) || null
  if (kind === 'choice' && value !== null && !field.options.includes(value)) {
    throw new InvalidInputError(path, 'Please choose one of the answers.')
  }
  return value
}

const missing = ({ kind }: Field) => (kind === 'consent' ? 'Please agree to go on.' : 'Please fill in this field.')
