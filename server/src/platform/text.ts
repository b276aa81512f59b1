import { InvalidInputError } from '../errors.ts'

const unprintable = /[\p{Cc}\p{Co}\p{Cn}]/u

/** Whether a text can be stored and shown on one line: no control characters (NUL among them), no broken characters. */
export const isPrintable = (text: string): boolean => text.isWellFormed() && !unprintable.test(text)

/**
 * A name or another short text of one line, without the spaces around it.
 * @throws InvalidInputError naming `field` when it is empty, longer than `longest` characters, or not printable.
 */
export function line(field: string, text: string, longest: number): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new InvalidInputError(field, 'This must not be empty.')
  return optionalLine(field, trimmed, longest)
}

/** As `line`, but may be empty. */
export function optionalLine(field: string, text: string, longest: number): string {
  const trimmed = text.trim()
  if (trimmed.length > longest) throw new InvalidInputError(field, `Keep it under ${longest} characters.`)
  if (!isPrintable(trimmed)) throw new InvalidInputError(field, 'This holds characters that cannot be shown.')
  return trimmed
}
