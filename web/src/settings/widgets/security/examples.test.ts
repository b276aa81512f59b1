import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { serverCode } from './examples.ts'

/** Runs an example's JavaScript as a site's server would, with its own secret. */
async function run(code: string): Promise<Record<string, (input: unknown) => string>> {
  process.env['CHAT_SECRET'] = 'secret'
  return await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
}
const signed = (text: string) => createHmac('sha256', 'secret').update(text)

describe('the examples a site copies', () => {
  it('sign a token the hub can check', async () => {
    const { chatToken } = await run(serverCode.jwt.node)
    const [head, body, signature] = chatToken!({ id: 'u1', name: 'Ada', email: 'ada@mail.example' }).split('.')
    expect(signature).toBe(signed(`${head}.${body}`).digest('base64url'))
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ sub: 'u1', name: 'Ada' })
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000)
  })
  it('sign an id the hub can check', async () => {
    const { userHash } = await run(serverCode.hmac.node)
    expect(userHash!('u1')).toBe(signed('u1').digest('hex'))
  })
})
