import { expect, test } from 'vitest'
import { sameOrigin } from './origin.ts'

const env = { PUBLIC_URL: 'https://chat.example.com' }

test.each([
  ['the hub at its public address', { origin: 'https://chat.example.com', host: 'chat.example.com' }],
  ['the hub on this machine', { origin: 'http://127.0.0.1:4000', host: '127.0.0.1:4000' }],
  ['the hub by the name localhost', { origin: 'http://localhost:4000', host: 'localhost:4000' }],
  ['the hub in the local network', { origin: 'http://192.168.1.5:4000', host: '192.168.1.5:4000' }],
  ['the hub by IPv6', { origin: 'http://[::1]:4000', host: '[::1]:4000' }],
  ['a program that is no browser', { host: 'chat.example.com' }],
  ['a page of the hub that says no origin', { 'sec-fetch-site': 'same-origin' }],
])('%s may use a session', (_who, headers) => {
  expect(sameOrigin(env, headers)).toBe(true)
  expect(sameOrigin(env, new Headers(headers))).toBe(true)
})

test.each([
  ['another site', { origin: 'https://evil.test', host: 'chat.example.com' }],
  ['a name made to point at this machine', { origin: 'http://evil.test:4000', host: 'evil.test:4000' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:5000', host: '127.0.0.1:4000' }],
  ['the public address without encryption', { origin: 'http://chat.example.com', host: 'chat.example.com' }],
  ['a sandboxed page', { origin: 'null', host: 'chat.example.com' }],
  ['a link on another site', { 'sec-fetch-site': 'cross-site', host: 'chat.example.com' }],
])('%s may not', (_who, headers) => {
  expect(sameOrigin(env, headers)).toBe(false)
})
