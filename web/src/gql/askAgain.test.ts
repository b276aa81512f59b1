import { parse } from 'graphql'
import { beforeEach, describe, expect, it } from 'vitest'
import { overtakenQueries } from './askAgain.ts'

const page = parse('query Page { ...Rows } fragment Rows on Query { conversations { id } viewer { teams { id } } }')
const health = parse('query Health { channelHealth { id } }')
const answer = { conversations: [{ id: 'c1' }] }

const [one, two] = [
  { key: 1, query: page },
  { key: 2, query: health },
]
let order: ReturnType<typeof overtakenQueries<typeof one>>
beforeEach(() => {
  order = overtakenQueries()
  order.asked(one)
  order.asked(two)
})

describe('an answer that was on its way while something changed', () => {
  it('is asked for again when it is a list that changed', () => {
    order.told({ list: 'CHANNELS' })
    expect([order.answered(1, answer), order.answered(2, {})]).toEqual([null, two])
  })

  it('is asked for again when it tells of the conversation that changed', () => {
    order.told({ conversation: { id: 'c1' } })
    expect([order.answered(1, answer), order.answered(2, {})]).toEqual([one, null])
  })

  it('stands when another conversation changed, or somebody only typed', () => {
    order.told({ conversation: { id: 'c2' } })
    order.told({ conversationId: 'c1', typing: true })
    order.told(undefined)
    expect(order.answered(1, answer)).toBeNull()
  })
})

it('an answer stands when the change came before it was asked, after it was there, or when nobody waits for it', () => {
  expect(order.answered(1, answer)).toBeNull()
  order.told({ conversation: { id: 'c1' } })
  order.asked(one)
  expect(order.answered(1, answer)).toBeNull()
  order.told({ list: 'CHANNELS' })
  order.left(2)
  expect(order.answered(2, {})).toBeNull()
})
