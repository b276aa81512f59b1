const accents = /[\u0300-\u036f]|[\u0591-\u05c7]|\u0640|[\u064b-\u065f]/g
const unaccented: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' }
/** Scripts written without spaces, where a word is found wherever it stands. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** A text as its words, without case and accents, each between single spaces: ` ola que tal `. */
export function wordsOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/[ßøłđæœı]/g, (c) => unaccented[c] ?? c)
  const words = plain.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return ` ${words.join(' ')} `
}

/** Whether a word or phrase stands whole in a text; both as `wordsOf` gives them. A phrase without words never does. */
export function hasWords(text: string, phrase: string): boolean {
  const bare = phrase.trim()
  if (bare === '') return false
  return text.includes(spaceless.test(bare) ? bare : phrase)
}
