import type { Input } from './input.ts'

/** A part of a command: a word, a text, a list, or bytes sent as they are. */
export type Token = string | Buffer | Token[]

export interface Command {
  tag: string
  /** In capitals; `UID FETCH` is `FETCH` with `byUid`. */
  name: string
  byUid: boolean
  tokens: Token[]
}

/** Reads one command with everything that belongs to it; null when the client has gone. */
export async function readCommand(input: Input, goOn: () => void): Promise<Command | null> {
  const parts: (string | Buffer)[] = []
  for (;;) {
    const line = await input.line()
    if (line === null) return null
    const literal = /\{(\d+)(\+?)\}$/.exec(line)
    if (!literal) {
      parts.push(line)
      break
    }
    parts.push(line.slice(0, literal.index))
    if (!literal[2]) goOn()
    const bytes = await input.bytes(Number(literal[1]))
    if (bytes === null) return null
    parts.push(bytes)
  }
  const [tag = '', first = '', ...rest] = tokensOf(parts)
  const byUid = String(first).toUpperCase() === 'UID'
  const name = byUid ? rest.shift() : first
  return { tag: String(tag), name: String(name ?? '').toUpperCase(), byUid, tokens: rest }
}

const token = /\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|((?:[^\s()"[\]]|\[[^\]]*\])+))/y

function tokensOf(parts: (string | Buffer)[]): Token[] {
  const lists: Token[][] = [[]]
  for (const part of parts) {
    if (typeof part !== 'string') lists.at(-1)?.push(part)
    else addTokens(part, lists)
  }
  return lists[0] ?? []
}

function addTokens(line: string, lists: Token[][]): void {
  token.lastIndex = 0
  for (let found = token.exec(line); found; found = token.exec(line)) {
    const [, open, close, quoted, word] = found
    if (open) {
      const list: Token[] = []
      lists.at(-1)?.push(list)
      lists.push(list)
    } else if (close) {
      if (lists.length > 1) lists.pop()
    } else lists.at(-1)?.push(quoted === undefined ? (word ?? '') : quoted.replaceAll(/\\(.)/g, '$1'))
  }
}
