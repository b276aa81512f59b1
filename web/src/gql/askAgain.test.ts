import { parse } from 'graphql'
import { beforeEach, describe, expect, it } from 'vitest'
import { overtakenQueries } from './askAgain.ts'

const page = parse('query Page { ...Rows } fragment Rows on Query { conversations { id } viewer { teams { id } } }')
const health = parse('query Health { channelHealth { id } }')
const answer = { conversations: [{ id: 'c1' }] }

let order: ReturnType<typeof overtakenQueries>
beforeEach(() => {
  order = overtakenQueries()
  order.asked({ key: 1, query: page })
  order.asked({ key: 2, query: health })
})

describe('an answer that was on its way while something changed', () => {
  it('is asked for again when it is a list that changed', () => {
    order.told({ list: 'CHANNELS' })
    expect([order.answered(1, answer), order.answered(2, {})]).toEqual([false, true])
  })

  it('is asked for again when it tells of the conversation that changed', () => {
    order.told({ conversation: { id: 'c1' } })
    expect([order.answered(1, answer), order.answered(2, {})]).toEqual([true, false])
  })

  it('stands when another conversation changed, or somebody only typed', () => {
    order.told({ conversation: { id: 'c2' } })
    order.told({ conversationId: 'c1', typing: true })
    order.told(undefined)
    expect(order.answered(1, answer)).toBe(false)
  })
})

it('an answer stands when the change came before it was asked, after it was there, or when nobody waits for it', () => {
  expect(order.answered(1, answer)).toBe(false)
  order.told({ conversation: { id: 'c1' } })
  order.asked({ key: 1, query: page })
  expect(order.answered(1, answer)).toBe(false)
  order.told({ list: 'CHANNELS' })
  order.left(2)
  expect(order.answered(2, {})).toBe(false)
})
