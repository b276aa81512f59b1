import { vi } from 'vitest'
import type { Services } from '../../server/src/context.ts'
import { createCredentials, hashed } from '../../server/src/agents/credentials.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type AgentClient, agentClient } from './agent.ts'

export const password = 'correct horse battery'
let passwordHash: Promise<string> | undefined

/** What a browser keeps of sign-in, and sends along. */
export interface Browser {
  /** POST below /api/auth with a JSON body, as a page of the hub sends it. */
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Response>
  get(path: string): Promise<Response>
  cookie(): string
  /** The `Set-Cookie` lines of the last answer. */
  setCookies(): string[]
  /** A GraphQL client with this browser's session. */
  client(): AgentClient
}

/** A browser without a session; `address` says which page it is on. */
export function browser(url: string, origin = url): Browser {
  const jar = new Map<string, string>()
  let lines: string[] = []
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function ask(path: string, init: RequestInit) {
    const response = await fetch(`${url}/api/auth${path}`, init)
    lines = response.headers.getSetCookie()
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const headers = () => ({ origin, ...(jar.size > 0 ? { cookie: cookie() } : {}) })
  return {
    post: (path, body = {}, more = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers(), ...more },
        body: JSON.stringify(body),
      }),
    get: (path) => ask(path, { headers: headers() }),
    cookie,
    setCookies: () => lines,
    client: () => agentClient(url, { cookie: cookie() }, { id: '', name: '' }),
  }
}

/** Somebody with an address and `password` to sign in with. */
export async function createPerson(
  services: Services,
  options: {
    name?: string
    email?: string
    role?: 'administrator' | 'supervisor' | 'senior' | 'agent'
    brandIds?: string[]
  } = {},
): Promise<{ id: string; userId: string; email: string; name: string }> {
  const id = newId()
  const email = options.email ?? `p${id.slice(-8)}@example.com`
  const name = options.name ?? `Person ${id.slice(-4)}`
  const { prisma } = services.db
  const hash = await (passwordHash ??= hashed(password))
  const userId = await prisma.$transaction((tx) => createCredentials(tx, { name, email, passwordHash: hash }))
  const brands = { create: (options.brandIds ?? []).map((brandId) => ({ brandId })) }
  await prisma.agent.create({ data: { id, userId, name, role: options.role ?? 'agent', brands } })
  return { id, userId, email, name }
}

/** A browser that has signed in as this person. */
export async function signedInBrowser(url: string, { email }: { email: string }): Promise<Browser> {
  const opened = browser(url)
  const response = await opened.post('/sign-in/email', { email, password })
  if (!response.ok) throw new Error(`sign-in failed: ${await response.text()}`)
  return opened
}

/** The secret of the link that was mailed to this address, as soon as it is there. */
export async function resetToken({ db }: Services, email: string): Promise<string> {
  const mail = await vi.waitUntil(() =>
    db.prisma.systemMail.findFirst({ where: { to: email }, orderBy: { createdAt: 'desc' } }),
  )
  return decodeURIComponent(/\/reset-password\?token=(\S+)/.exec(mail.text)?.[1] ?? '')
}
