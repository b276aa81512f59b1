export interface ServerEvent {
  id: string | null
  data: string
}

/** Cuts a stream of text into server-sent events, whatever the pieces it arrives in. */
export function sseParser(onEvent: (event: ServerEvent) => void): (chunk: string) => void {
  let rest = ''
  let id: string | null = null
  let data: string[] = []
  const line = (text: string) => {
    if (!text) {
      if (data.length) onEvent({ id, data: data.join('\n') })
      id = null
      data = []
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    if (name === 'id') id = value
  }
  return (chunk) => {
    rest += chunk
    // A carriage return at the very end may be half of a line's end: wait for the other half.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    lines.forEach(line)
  }
}
