import type { Part } from './part.ts'

/** Joins the lines of `format=flowed` text (RFC 3676) that were one; other text stays as it is. */
export function unflow(text: string, flowed: Part['flowed']): string {
  if (flowed === 'no') return text
  const lines: string[] = []
  let going = false
  let depth = 0
  for (const line of text.split(/\r?\n/)) {
    const quote = /^>*/.exec(line)?.[0].length ?? 0
    const words = line.slice(quote).replace(/^ /, '')
    const flows = words.endsWith(' ') && words !== '-- '
    const kept = flows && flowed === 'delsp' ? words.slice(0, -1) : words
    if (going && quote === depth && words !== '-- ') lines.push((lines.pop() ?? '') + kept)
    else lines.push(quote > 0 ? `${'>'.repeat(quote)} ${kept}` : kept)
    going = flows
    depth = quote
  }
  return lines.join('\n')
}
