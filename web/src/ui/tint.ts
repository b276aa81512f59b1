/** The names of the palette, in the order screens offer them. */
export const tints = ['slate', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const

/** A colour of the palette that is always the same for the same id. */
export function tintOf(id: string): (typeof tints)[number] {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return tints[1 + (sum % (tints.length - 1))] ?? 'slate'
}

/** One or two letters for a name without a picture: "Ada Lovelace" gives AL. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => [...(word ?? '?')][0]?.toLocaleUpperCase()).join('')
}
