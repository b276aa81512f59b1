import { afterEach, describe, expect, it } from 'vitest'
import { readEnv } from '../../server/src/env.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
afterEach(() => hub?.stop())

const metrics = async (headers: Record<string, string> = {}) => {
  const answer = await fetch(`${hub.url}/metrics`, { headers })
  const text = await answer.text()
  expect(text.includes('switchboard_intake_total')).toBe(answer.status === 200)
  return answer.status
}
const from = (address: string) => ({ 'x-forwarded-for': address })

describe('the figures of a hub', () => {
  it('are told on its own machine, and to nobody who comes through a proxy that is not believed', async () => {
    hub = await startHub()
    expect(await metrics()).toBe(200)
    expect(await metrics(from('203.0.113.9'))).toBe(403)
    expect(await metrics(from('10.0.0.1'))).toBe(403)
  })

  it('are told inside the network behind a proxy, whatever somebody outside claims', async () => {
    hub = await startHub({ env: { TRUST_PROXY: 'true' } })
    expect(await metrics(from('192.168.1.20'))).toBe(200)
    expect(await metrics(from('fd00::7'))).toBe(200)
    expect(await metrics(from('203.0.113.9'))).toBe(403)
    expect(await metrics(from('127.0.0.1, 203.0.113.9'))).toBe(403)
    expect(await metrics(from('2001:db8::7'))).toBe(403)
  })

  it('are told to whoever has the token, from anywhere, and to nobody else', async () => {
    const METRICS_TOKEN = 'a token for prometheus'
    hub = await startHub({ env: { METRICS_TOKEN, TRUST_PROXY: 'true' } })
    expect(await metrics()).toBe(401)
    expect(await metrics({ authorization: 'Bearer another token' })).toBe(401)
    const authorization = `Bearer ${METRICS_TOKEN}`
    expect(await metrics({ authorization, ...from('203.0.113.9') })).toBe(200)
  })

  it('are not kept by a token that can be guessed', () => {
    expect(() => readEnv({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN must have at least 16 characters')
  })
})

it('whether a hub is well is told to everybody, and nothing else', async () => {
  hub = await startHub()
  const said = async (path: string) => (await fetch(hub.url + path, { headers: from('203.0.113.9') })).json()
  expect(await said('/healthz')).toEqual({ status: 'ok' })
  expect(await said('/readyz')).toEqual({ status: 'ready' })
})
