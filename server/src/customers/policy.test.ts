import { describe, expect, it } from 'vitest'
import type { Customer, Standing } from '../channels/channel.ts'
import { admit, mayReach } from './policy.ts'

const customer: Customer = { channelId: 'channel', brandId: 'brand', kind: 'visitor', value: 'v' }
const standing: Standing = { identityId: 'i', contactId: 'me', blocked: false, superseded: false }
const mine = { identityId: 'i', channelId: 'channel' }

describe('what a customer reaches', () => {
  it('is their own conversation on the channel they came by', () => {
    expect(mayReach(customer, standing, mine)).toBe(true)
  })
  it("is never somebody else's, nor one of another channel", () => {
    expect(mayReach(customer, standing, { ...mine, identityId: 'other' })).toBe(false)
    expect(mayReach(customer, standing, { ...mine, channelId: 'mailbox' })).toBe(false)
  })
  it('is nothing while they have not written, or after the browser was signed in', () => {
    expect(mayReach(customer, { ...standing, identityId: null, contactId: null }, mine)).toBe(false)
    expect(mayReach(customer, { ...standing, superseded: true }, mine)).toBe(false)
  })
  it('is nothing at all for the blocked', () => {
    expect(() => admit({ ...standing, blocked: true })).toThrow(expect.objectContaining({ code: 'blocked' }))
    expect(() => admit({ ...standing, superseded: true })).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
    expect(admit(standing)).toBe(standing)
  })
})
