import { addressParser } from 'postal-mime'
import type { Mailbox } from '../../../carried.ts'
import { all, type Headers } from './headers.ts'

const longest = 64_000

const longestAddress = 320

/** As identities are compared: lower case, without the signs that are put around addresses. */
export const normalise = (address: string): string =>
  address
    .slice(0, longestAddress)
    .trim()
    .replace(/^(?:[<']|mailto:)+|[>']+$/gi, '')
    .toLowerCase()

/** Every mailbox in these headers, groups opened, each address once; what has no `@` is left out. */
export function mailboxesIn(headers: Headers, ...names: string[]): Mailbox[] {
  const found = new Map<string, Mailbox>()
  for (const value of names.flatMap((name) => all(headers, name))) {
    for (const { address = '', name } of addressParser(value.slice(0, longest), { flatten: true })) {
      const normal = normalise(address)
      if (!/^[^\s@]+@[^\s@]+$/.test(normal) || found.has(normal)) continue
      found.set(normal, { address: normal, name: cleanName(name, normal) })
    }
  }
  return [...found.values()]
}

function cleanName(name: string | undefined, address: string): string | null {
  const clean = (name ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return clean === '' || clean.toLowerCase() === address ? null : clean.slice(0, 200)
}
