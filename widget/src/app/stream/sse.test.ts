import { expect, test } from 'vitest'
import { sseParser } from './sse.ts'

test('events survive any way the network cuts them', () => {
  const text = 'id: 7\nevent: message\ndata: {"a":1}\n\n: beat\n\nid:8\r\ndata: x\r\ndata: y\r\n\r\ndata: loose\n\n'
  const whole = [
    { id: '7', data: '{"a":1}' },
    { id: '8', data: 'x\ny' },
    { id: null, data: 'loose' },
  ]
  for (let size = 1; size <= text.length; size++) {
    const seen: unknown[] = []
    const parse = sseParser((event) => seen.push(event))
    for (let at = 0; at < text.length; at += size) parse(text.slice(at, at + size))
    expect(seen).toEqual(whole)
  }
})
