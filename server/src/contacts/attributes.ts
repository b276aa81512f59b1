import { InvalidInputError } from '../errors.ts'

type Value = string | number | boolean

/** Limits of what can be known about one contact. */
const most = { attributes: 50, key: 64, text: 1000 }
const keys = /^[\p{L}\p{N}_][\p{L}\p{N} _.:-]*$/u

/**
 * The attributes after a change: null takes one away, what is not named stays. Null when nothing changes.
 * @throws InvalidInputError with the attribute's path.
 */
export function mergeAttributes(now: unknown, change: unknown): Record<string, Value> | null {
  if (change === undefined || change === null) return null
  if (typeof change !== 'object' || Array.isArray(change)) {
    throw new InvalidInputError('attributes', 'Attributes are values by name.')
  }
  const before = { ...(now as Record<string, Value>) }
  const after = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(change)) {
    if (value === null) after.delete(key)
    else after.set(checkKey(key), checkValue(key, value))
  }
  if (after.size > most.attributes) {
    throw new InvalidInputError('attributes', `A contact can have at most ${most.attributes} attributes.`)
  }
  const same = after.size === Object.keys(before).length && [...after].every(([key, value]) => before[key] === value)
  return same ? null : Object.fromEntries(after)
}

function checkKey(key: string): string {
  if (key.length <= most.key && keys.test(key) && key !== '__proto__') return key
  throw new InvalidInputError('attributes', `An attribute's name has letters and digits, at most ${most.key}.`)
}

function checkValue(key: string, value: unknown): Value {
  const field = `attributes.${key}`
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'string') throw new InvalidInputError(field, 'A value is a text, a number, or true or false.')
  if (value.length > most.text) throw new InvalidInputError(field, `At most ${most.text} characters.`)
  return value.replaceAll('\0', '')
}
