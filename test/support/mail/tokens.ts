import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider that renews sign-ins by OAuth2. */
export interface TokenServer {
  url: string
  /** The forms it was sent. */
  asked: Record<string, string>[]
  /** What it answers, from now on. */
  answer(status: number, body: Record<string, unknown>): void
  stop(): Promise<void>
}

export async function startTokenServer(): Promise<TokenServer> {
  const asked: Record<string, string>[] = []
  let next = { status: 200, body: {} as Record<string, unknown> }
  const server = createServer(async (req, res) => {
    let form = ''
    for await (const chunk of req) form += chunk
    asked.push(Object.fromEntries(new URLSearchParams(form)))
    res.writeHead(next.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(next.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked,
    answer: (status, body) => {
      next = { status, body }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
