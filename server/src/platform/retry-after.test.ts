import { expect, it } from 'vitest'
import { ChannelRejectedError, ChannelUnavailableError } from '../errors.ts'
import { askedToWait, retryAfterOf } from './retry-after.ts'

const now = new Date('2026-11-26T12:00:00Z')

it.each([
  ['30', 30],
  [45, 45],
  ['Thu, 26 Nov 2026 12:02:00 GMT', 120],
  ['864000', 21_600],
  ['0', null],
  ['-5', null],
  ['Thu, 26 Nov 2026 11:00:00 GMT', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('a provider that says %s is left alone for %s seconds', (header, seconds) => {
  expect(retryAfterOf(header, now)).toBe(seconds)
})

it('only a provider that is away can ask for it', () => {
  expect(askedToWait(new ChannelUnavailableError('busy', { retryAfter: 7 }))).toBe(7000)
  expect(askedToWait(new ChannelUnavailableError('busy'))).toBe(0)
  expect(askedToWait(new ChannelRejectedError('no'))).toBe(0)
})
