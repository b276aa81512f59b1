/** What a text costs: networks carry it in parts of a fixed size and count each. */
export interface Segments {
  /** `GSM-7` while all characters belong to the telephone alphabet; one other character makes it `UCS-2`. */
  encoding: 'GSM-7' | 'UCS-2'
  /** Parts it is sent in; 0 for an empty text. */
  count: number
  /** What still fits into the last part, in characters of the encoding. */
  left: number
  /** The characters that make it UCS-2, each once, in order. */
  costly: string[]
  /** Parts it would be sent in with plain characters in their place. */
  plainCount: number
}

/** Characters of the telephone alphabet (3GPP TS 23.038, 6.2.1), and those of its extension, which take two places. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('\f^{}\\[~]|€')

/** Places of a text that is sent whole, and of each part of one that is not: a part says which one it is. */
const places = { 'GSM-7': { whole: 160, part: 153 }, 'UCS-2': { whole: 70, part: 67 } }

const isPlain = (character: string) => basic.has(character) || extension.has(character)
const septets = (character: string) => (extension.has(character) ? 2 : 1)
const units = (character: string) => character.length

/** Counts the parts of a text as networks do. */
export function segments(text: string): Segments {
  const characters = [...text]
  const costly = [...new Set(characters.filter((character) => !isPlain(character)))]
  const plain = count(characters, 'GSM-7', septets)
  const counted = costly.length === 0 ? plain : count(characters, 'UCS-2', units)
  return { encoding: costly.length === 0 ? 'GSM-7' : 'UCS-2', ...counted, costly, plainCount: plain.count }
}

/** Whether leaving out a few characters would make it cheaper: worth a hint while it is written. */
export const isCostly = ({ count, plainCount }: Segments): boolean => plainCount < count

/** Fills part after part; a character is never cut in two. */
function count(characters: string[], encoding: Segments['encoding'], sizeOf: (character: string) => number) {
  const { whole, part } = places[encoding]
  const sizes = characters.map(sizeOf)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total <= whole) return { count: total === 0 ? 0 : 1, left: whole - total }
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > part) {
      parts++
      used = 0
    }
    used += size
  }
  return { count: parts, left: part - used }
}
