import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sseParser } from './sse.ts'

test('events survive any way the network cuts them', () => {
  const text = 'id: 7\nevent: message\ndata: {"a":1}\n\n: beat\n\nid:8\r\ndata: x\r\ndata: y\r\n\r\ndata: loose\n\n'
  const whole = [
    { id: '7', data: '{"a":1}' },
    { id: '8', data: 'x\ny' },
    { id: null, data: 'loose' },
  ]
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const seen: unknown[] = []
      const parse = sseParser((event) => seen.push(event))
      const points = [0, ...cuts.sort((a, b) => a - b), text.length]
      points.forEach((at, index) => parse(text.slice(at, points[index + 1] ?? text.length)))
      expect(seen).toEqual(whole)
    }),
  )
})
