import { expect, test } from 'vitest'
import { overtaking } from './newest.ts'

const conversation = (id: string, contactSeenSeq: number) => ({ conversation: { id, contactSeenSeq } })

test('an answer that a live change overtook does not turn the clock back', () => {
  const order = overtaking()
  order.asked(1)
  order.told({ cursor: '7', ...conversation('c1', 2) })
  const answer = { reply: { sent: { id: 'm1' }, ...conversation('c1', 1) } }
  expect(order.answered(1, answer)).toEqual({ reply: { sent: { id: 'm1' }, ...conversation('c1', 2) } })
})

test('an answer stands when what changed was before it, or another conversation, or none', () => {
  const order = overtaking()
  order.told(conversation('c1', 1))
  order.asked(1)
  order.told(conversation('c2', 9))
  order.told({ typing: true })
  expect(order.answered(1, { reply: conversation('c1', 3) })).toEqual({ reply: conversation('c1', 3) })
})

test('a refusal and a failure pass as they are', () => {
  const order = overtaking()
  order.asked(1)
  order.asked(2)
  order.told(conversation('c1', 2))
  expect(order.answered(1, { reply: { message: 'No.' } })).toEqual({ reply: { message: 'No.' } })
  expect(order.answered(2, undefined)).toBeUndefined()
})
