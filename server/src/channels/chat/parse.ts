import type { CustomerPage } from '../channel.ts'
import { InvalidInputError } from '../../errors.ts'

type Fields = Record<string, unknown>
type Attributes = Record<string, string | number | boolean | null>

/** Checks of what comes from pages: every value has a type, a length and, when it is wrong, the name of its field. */

/** Text as it can be stored: no null character, no half characters. */
export const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** A text of at most `longest` characters; null when it is missing. */
export function optionalText(fields: Fields, name: string, longest: number, path = name): string | null {
  const value = fields[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new InvalidInputError(path, 'This must be a text.')
  if (value.length > longest) throw new InvalidInputError(path, `At most ${longest} characters are possible.`)
  return clean(value).trim()
}

export function requiredText(fields: Fields, name: string, longest: number, path = name): string {
  const value = optionalText(fields, name, longest, path)
  if (!value) throw new InvalidInputError(path, 'This is missing.')
  return value
}

export function flag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw new InvalidInputError(name, 'This must be true or false.')
  return value
}

/** A whole number from `least` to `most`. */
export function whole(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new InvalidInputError(name, `This must be a whole number from ${least} to ${most}.`)
  }
  return value
}

export function object(fields: Fields, name: string): Fields | null {
  const value = fields[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidInputError(name, 'This must be an object.')
  return value as Fields
}

const attributeName = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,59}$/u
const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/** Attributes: at most fifty, plain values, texts of at most 500 characters. */
export function attributes(fields: Fields, name = 'attributes'): Attributes {
  const given = object(fields, name) ?? {}
  const entries = Object.entries(given)
  if (entries.length > 50) throw new InvalidInputError(name, 'At most 50 attributes are possible.')
  return Object.fromEntries(entries.map(([key, value]) => [key, attribute(`${name}.${key.slice(0, 60)}`, key, value)]))
}

function attribute(path: string, key: string, value: unknown): string | number | boolean | null {
  if (!attributeName.test(key) || reserved.has(key)) throw new InvalidInputError(path, 'This name is not possible.')
  if (typeof value === 'string') {
    if (value.length > 500) throw new InvalidInputError(path, 'At most 500 characters are possible.')
    return clean(value)
  }
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return value
  throw new InvalidInputError(path, 'This must be a text, a number, true, false or null.')
}

/** The page a visitor is on; long addresses are cut rather than refused. */
export function page(fields: Fields | null, client: string): CustomerPage | null {
  if (!fields) return null
  const cut = (name: string, longest: number) => {
    const value = fields[name] ?? ''
    if (typeof value !== 'string') throw new InvalidInputError(`page.${name}`, 'This must be a text.')
    return clean(value.slice(0, longest))
  }
  const web = (address: string) => (/^https?:\/\//i.test(address) ? address : '')
  return { url: web(cut('url', 2000)), title: cut('title', 300), referrer: web(cut('referrer', 2000)), client }
}

const emails = /^[^\s@<>",;:()]{1,64}@[^\s@<>",;:()]{1,190}\.[^\s@<>",;:().]{2,63}$/u
const phones = /^\+?[\d\s()./-]{5,30}$/

/** A mail address; null when it is missing. */
export function email(fields: Fields, name: string, path = name): string | null {
  const value = optionalText(fields, name, 254, path)
  if (value && !emails.test(value)) throw new InvalidInputError(path, 'This is not an e-mail address.')
  return value || null
}

/** A telephone number as people write them; null when it is missing. */
export function phone(fields: Fields, name: string, path = name): string | null {
  const value = optionalText(fields, name, 40, path)
  if (value && !phones.test(value)) throw new InvalidInputError(path, 'This is not a telephone number.')
  return value || null
}

/** A language tag; what is none counts as not given. */
export function locale(value: unknown): string | null {
  return typeof value === 'string' && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/.test(value) ? value : null
}
