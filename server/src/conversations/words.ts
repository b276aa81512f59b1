import { InvalidInputError } from '../errors.ts'

/** What an agent says: words and files. */
export interface Words {
  body: string
  attachmentIds?: readonly string[] | null
}

/** Files that may go with one message. */
export const mostFiles = 10

/**
 * The words as they are kept: without the blanks at the end, and without the null character, which PostgreSQL cannot hold.
 * @throws InvalidInputError when nothing is said, or too much.
 */
export function checkWords(words: Words, maxLength: number) {
  const body = words.body.replaceAll('\0', '').trimEnd()
  const attachmentIds = [...new Set(words.attachmentIds ?? [])]
  if (body.trim() === '' && attachmentIds.length === 0) throw new InvalidInputError('body', 'Write something first.')
  if (body.length > maxLength) {
    const message = `This is too long: ${body.length} characters, and ${maxLength} can be sent at once.`
    throw new InvalidInputError('body', message)
  }
  if (attachmentIds.length > mostFiles) {
    throw new InvalidInputError('attachmentIds', `At most ${mostFiles} files can go with a message.`)
  }
  return { body, attachmentIds }
}
