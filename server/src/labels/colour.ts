import { InvalidInputError } from '../errors.ts'

/** The palette; the screens know how each looks in light and dark. */
export const palette = ['slate', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink']

/** @throws InvalidInputError naming `colour` when it is none of the palette. */
export function checkedColour(colour: string): string {
  if (palette.includes(colour)) return colour
  throw new InvalidInputError('colour', `Choose one of ${palette.join(', ')}.`)
}
