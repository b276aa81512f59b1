import * as v from 'valibot'
import { InvalidInputError } from '../errors.ts'

/** What people can be known by. */
export type Details = Partial<Record<'name' | 'email' | 'phone' | 'company', string | null>>

const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(most, `This is too long: at most ${most} characters.`))

const shapes = {
  name: text(200),
  company: text(200),
  email: v.pipe(text(254), v.toLowerCase(), v.email('This is no mail address.')),
  phone: v.pipe(
    v.string(),
    v.transform((value) => value.replace(/[\s().\-/]/g, '').replace(/^00/, '+')),
    v.regex(/^\+?\d{4,15}$/, 'This is no telephone number.'),
  ),
}

/**
 * The fields that are given, tidied: trimmed, mail in lower case, numbers without blanks. Empty is null.
 * @throws InvalidInputError naming the field.
 */
export function checkDetails(input: { [Field in keyof Details]?: string | null }): Details {
  const details: Details = {}
  for (const field of ['name', 'email', 'phone', 'company'] as const) {
    const value = input[field]
    if (value === undefined) continue
    details[field] = value === null || value.trim() === '' ? null : check(field, value)
  }
  return details
}

function check(field: keyof typeof shapes, value: string): string {
  const checked = v.safeParse(shapes[field], value.replaceAll('\0', ''))
  if (checked.success) return checked.output
  throw new InvalidInputError(field, checked.issues[0].message)
}
