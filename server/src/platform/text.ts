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

/**
 * A text of several lines, without the blanks around it, and without the null and half characters that PostgreSQL cannot
 * hold. May be empty. @throws InvalidInputError naming `field` when it is longer than `longest` characters.
 */
export function paragraphs(field: string, text: string, longest: number): string {
  const kept = text.replaceAll('\0', '').toWellFormed().trim()
  if (kept.length > longest) throw new InvalidInputError(field, `At most ${longest} characters are possible.`)
  return kept
}
