import { expect, test } from 'vitest'
import { firstToAsk } from './panel.ts'

const room = (id: string, queueId: string | null, member = true) => ({
  id,
  member,
  queue: queueId === null ? null : { id: queueId },
})

test('help is asked of the own group, else of those who work the queue, else of whom one sits with', () => {
  const [sales, care] = [room('sales', 'q-sales'), room('care', 'q-care')]
  expect(firstToAsk([sales, room('blue', null), care], 'q-care')?.id).toBe('blue')
  expect(firstToAsk([sales, room('red', null, false), care], 'q-care')?.id).toBe('care')
  expect(firstToAsk([sales], 'q-care')?.id).toBe('sales')
  expect(firstToAsk([room('red', null, false)], 'q-care')).toBeNull()
})
