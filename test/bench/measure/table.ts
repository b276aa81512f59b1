import { goalText, isMet, type Result, rounded } from './result.ts'

const heads = ['name', 'value', 'unit', 'reference', 'reference name', 'ratio', 'goal', 'result']
const right = new Set([1, 3, 5])

/** The results as an aligned table, and below it one line for each on how it was measured. */
export function tableOf(results: readonly Result[]): string {
  const rows = [heads, ...results.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lines = rows.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, right.has(i)))
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  const hows = results.map(({ name, how }) => `${name}: ${how}`)
  return [lines[0], rule, ...lines.slice(1), '', ...hows].join('\n')
}

function cells(result: Result): string[] {
  const met = isMet(result)
  const number = (n: number | null) => (n === null ? '' : rounded(n).toLocaleString('en'))
  return [
    result.name,
    number(result.value),
    result.unit,
    number(result.reference),
    result.referenceName ?? '',
    result.ratio === null ? '' : `${result.ratio.toFixed(2)}x`,
    goalText(result) ?? '',
    met === null ? '' : met ? 'met' : 'missed',
  ]
}

const pad = (text: string, width: number, atEnd: boolean) => (atEnd ? text.padStart(width) : text.padEnd(width))
