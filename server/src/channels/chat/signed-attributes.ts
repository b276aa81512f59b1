import { createHash } from 'node:crypto'
import type { CustomerDetails } from '../channel.ts'

/** The names of attributes that the site signed, short enough for a token. */
export const signedNames = ({ attributes }: CustomerDetails): string[] => Object.keys(attributes ?? {}).map(print)

/** What a page says without a signature, less the attributes that the site signed: only its server changes those. */
export function unsigned<Details extends CustomerDetails>(said: Details, signed: readonly string[]): Details {
  if (signed.length === 0 || !said.attributes) return said
  const own = Object.entries(said.attributes).filter(([name]) => !signed.includes(print(name)))
  return { ...said, attributes: Object.fromEntries(own) }
}

const print = (name: string) => createHash('sha256').update(name).digest('base64url').slice(0, 8)
