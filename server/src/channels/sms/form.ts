import type { IncomingMessage } from 'node:http'
import { InvalidInputError, TooLargeError } from '../../errors.ts'

/** The parameters of a form; a name that comes more than once has a list. */
export type Form = Record<string, string | string[]>

/** The longest form in bytes: a text has at most 1,600 characters, each up to twelve bytes as a form writes it. */
const longest = 64_000

/** Reads a form as it was sent. @throws TooLargeError, InvalidInputError. */
export async function readForm(req: IncomingMessage): Promise<Form> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) {
    throw new InvalidInputError('body', 'The request must be a form.')
  }
  const chunks: Buffer[] = []
  let size = 0
  // Kept open when it is too long, so that the answer can be given.
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > longest) throw new TooLargeError('body', 'The request is too large.')
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    throw error instanceof TooLargeError ? error : new InvalidInputError('body', 'The request was cut off.')
  }
  return parseForm(Buffer.concat(chunks).toString('utf8'))
}

/** A form's parameters. */
export function parseForm(text: string): Form {
  const form: Form = Object.create(null) as Form
  for (const [name, value] of new URLSearchParams(text)) {
    const before = form[name]
    form[name] = before === undefined ? value : [before, value].flat()
  }
  return form
}

/** One parameter; empty when it is missing. */
export function field(form: Record<string, unknown>, name: string): string {
  const value: unknown = form[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** The parameters as they can be stored: databases take no null characters. */
export function storable(form: Form): Form {
  const one = (text: string) => text.replaceAll('\0', '\uFFFD')
  const all = (value: string | string[]) => (typeof value === 'string' ? one(value) : value.map(one))
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [one(name), all(value)]))
}
