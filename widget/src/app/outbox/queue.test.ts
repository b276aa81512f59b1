import { expect, test } from 'vitest'
import type { Outgoing } from '../state.ts'
import { openQueue } from './queue.ts'

function memory() {
  const box = new Map<string, string>()
  return {
    get: (name: string) => box.get(name) ?? null,
    set: (name: string, value: string | null) => void (value === null ? box.delete(name) : box.set(name, value)),
    names: (start: string) => [...box.keys()].filter((name) => name.startsWith(start)),
  }
}
const message = (clientId: string, more: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  body: clientId,
  attachments: [],
  conversationId: null,
  at: '',
  ...more,
})
const ids = (list: Outgoing[]) => list.map(({ clientId }) => clientId)

test('messages wait in the order they were written, also within one millisecond', () => {
  const queue = openQueue(memory(), () => 1000)
  for (const id of ['c', 'a', 'b']) queue.add(message(id))
  expect(ids(queue.list())).toEqual(['c', 'a', 'b'])
})

test('what waits is still there after a reload', () => {
  const keep = memory()
  openQueue(keep).add(message('a'))
  expect(ids(openQueue(keep).list())).toEqual(['a'])
})

test('two tabs writing at the same time lose nothing', () => {
  const keep = memory()
  const [one, other] = [openQueue(keep, () => 5), openQueue(keep, () => 5)]
  one.add(message('a'))
  other.add(message('b'))
  one.remove('a')
  expect(ids(other.list())).toEqual(['b'])
})

test('a message another tab has sent does not come back when it is marked as failed', () => {
  const queue = openQueue(memory())
  queue.add(message('a'))
  queue.remove('a')
  queue.update(message('a', { failed: { code: 'blocked', message: '' } }))
  expect(queue.list()).toEqual([])
})
