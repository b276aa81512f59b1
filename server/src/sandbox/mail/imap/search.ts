import { headerOf } from '../addresses.ts'
import type { StoredMail } from '../mailboxes.ts'
import type { Token } from './command.ts'
import { inSet } from './sets.ts'

type Test = (mail: StoredMail, seq: number) => boolean

/** Those of `mails` that a SEARCH asks for, with their numbers. @throws Error for what this server does not know. */
export function search(mails: StoredMail[], tokens: Token[]): { mail: StoredMail; seq: number }[] {
  const tests = testsOf(tokens.map(String), mails)
  return mails
    .map((mail, index) => ({ mail, seq: index + 1 }))
    .filter(({ mail, seq }) => tests.every((test) => test(mail, seq)))
}

function testsOf(words: string[], mails: StoredMail[]): Test[] {
  const tests: Test[] = []
  while (words.length > 0) tests.push(testOf(words, mails))
  return tests
}

function testOf(words: string[], mails: StoredMail[]): Test {
  const key = (words.shift() ?? '').toUpperCase()
  const next = () => words.shift() ?? ''
  const seen =
    (wanted: boolean): Test =>
    (mail) =>
      mail.flags.has(String.raw`\Seen`) === wanted
  if (key === 'ALL') return () => true
  if (key === 'CHARSET') return next() === '' ? () => false : () => true
  if (key === 'SEEN') return seen(true)
  if (key === 'UNSEEN') return seen(false)
  if (key === 'SINCE') return since(next())
  if (key === 'HEADER') return withHeader(next(), next())
  if (key === 'UID') return inUids(next(), mails)
  if (/^[\d*]/.test(key)) return (_mail, seq) => inSet(key, seq, mails.length)
  throw new Error(`This server cannot search for ${key}`)
}

function since(text: string): Test {
  const date = Date.parse(`${text} UTC`)
  return (mail) => mail.receivedAt.getTime() >= date
}

const withHeader =
  (name: string, value: string): Test =>
  (mail) =>
    headerOf(mail.raw, name).toLowerCase().includes(value.toLowerCase())

function inUids(set: string, mails: StoredMail[]): Test {
  const last = mails.at(-1)?.uid ?? 0
  return (mail) => inSet(set, mail.uid, last)
}
