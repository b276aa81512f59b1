/** An operation with the fragments it uses, as one text. */
export const text = (...parts: string[]): string => parts.join(' ')
