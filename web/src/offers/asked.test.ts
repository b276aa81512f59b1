import { describe, expect, it } from 'vitest'
import { askedAfter } from './asked.ts'

const offer = (id: string, minute: number, more = {}) => ({
  id,
  state: 'OPEN',
  offeredAt: `2026-11-26T08:0${minute}:00Z`,
  agent: { id: 'me' },
  ...more,
})
const ids = (offers: { id: string }[]) => offers.map(({ id }) => id).join(' ')

describe('what an agent is asked', () => {
  it('is put in, in the order it was asked, and once', () => {
    const asked = askedAfter(askedAfter([], offer('b', 2), 'me'), offer('a', 1), 'me')
    expect(ids(asked)).toBe('a b')
    expect(ids(askedAfter(asked, offer('b', 2), 'me'))).toBe('a b')
  })

  it('goes when it has ended, however it did', () => {
    for (const state of ['ACCEPTED', 'DECLINED', 'TIMED_OUT', 'WITHDRAWN']) {
      expect(ids(askedAfter([offer('a', 1), offer('b', 2)], offer('a', 1, { state }), 'me'))).toBe('b')
    }
  })

  it('is nothing that others are asked', () => {
    expect(ids(askedAfter([offer('a', 1)], offer('b', 2, { agent: { id: 'you' } }), 'me'))).toBe('a')
  })
})
