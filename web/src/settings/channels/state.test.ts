import { expect, it } from 'vitest'
import { stateOf } from './state.ts'

const mailbox = { enabled: true, kind: 'EMAIL' }

it.each([
  [mailbox, { connected: true }, 'connected'],
  [mailbox, { connected: false }, 'down'],
  [mailbox, { connected: null }, 'waiting'],
  [mailbox, undefined, 'waiting'],
  [{ ...mailbox, enabled: false }, { connected: false }, 'off'],
  [{ enabled: true, kind: 'CHAT' }, { connected: null }, 'on'],
] as const)('%j with %j is %s', (channel, health, state) => expect(stateOf(channel, health)).toBe(state))
