import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Role } from '@switchboard/prisma'
import type { AgentViewer, Services } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { headerOf } from '../platform/origin.ts'
import type { Seal } from '../platform/seal.ts'

/** The signal that sessions ended or rights changed; `userId` says whose, without it anybody's. */
export const sessionsChanged = 'sessions-changed'

/** The key that cookies are signed with. */
export const sessionSecret = (seal: Seal): string => seal.key('sessions').toString('base64url')

/** How cookies of sign-in are called; `__Secure-` stands before it where the hub is served encrypted. */
export const cookiePrefix = 'switchboard'

/** How long a viewer is remembered without asking the database. A change of rights ends it sooner. In ms. */
const remembered = 5000
const mostRemembered = 10_000

interface Memory {
  viewers: Map<string, { viewer: AgentViewer; until: number }>
  /** Counts changes, so that an answer read before one is not remembered after it. */
  generation: number
  secret: string
  cookie: RegExp
}

const memories = new WeakMap<Database, Memory>()

/**
 * Who a request comes from, by its session's cookie: an active agent, or null. One indexed query, remembered for a few
 * seconds. @param headers of an HTTP request or of a WebSocket's upgrade.
 */
export async function viewerOf(
  services: Services,
  headers: Headers | IncomingHttpHeaders,
): Promise<AgentViewer | null> {
  const memory = memoryOf(services)
  const token = sessionToken(headerOf(headers, 'cookie'), memory)
  if (!token) return null
  const known = memory.viewers.get(token)
  if (known && known.until > Date.now()) return known.viewer
  const { generation } = memory
  const viewer = await readViewer(services, token)
  if (memory.viewers.size >= mostRemembered) memory.viewers.clear()
  if (viewer && generation === memory.generation) {
    memory.viewers.set(token, { viewer, until: Date.now() + remembered })
  }
  return viewer
}

function memoryOf(services: Services): Memory {
  const open = memories.get(services.db)
  if (open) return open
  const memory: Memory = {
    viewers: new Map(),
    generation: 0,
    secret: sessionSecret(services.seal),
    cookie: cookiePattern(services.env),
  }
  services.wake.onSignal(sessionsChanged, () => {
    memory.generation++
    memory.viewers.clear()
  })
  memories.set(services.db, memory)
  return memory
}

async function readViewer({ db, clock }: Services, token: string): Promise<AgentViewer | null> {
  const { rows } = await db.pool.query<{
    id: string
    user_id: string
    name: string
    role: Role
    brands: string[] | null
  }>({
    name: 'session-viewer',
    text: `SELECT a.id, a.user_id, a.name, a.role,
                  (SELECT array_agg(b.brand_id::text) FROM agent_brands b WHERE b.agent_id = a.id) AS brands
             FROM sessions s JOIN agents a ON a.user_id = s.user_id
            WHERE s.token = $1 AND s.expires_at > $2 AND a.active`,
    values: [token, clock.now()],
  })
  const row = rows[0]
  if (!row) return null
  return { kind: 'agent', agentId: row.id, userId: row.user_id, name: row.name, role: row.role, brandIds: row.brands }
}

/** Finds the session's cookie: its token, and the signature as it is written in a cookie. */
function cookiePattern({ PUBLIC_URL }: Services['env']): RegExp {
  const name = `${PUBLIC_URL.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}\\.session_token`
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)\\.((?:[\\w+/=-]|%2B|%2F|%3D)+)(?:;|$)`, 'i')
}

/** The token in the session's cookie; null when there is none or its signature is not ours. */
function sessionToken(cookies: string, { cookie, secret }: Memory): string | null {
  const [, token, signature] = cookie.exec(cookies) ?? []
  if (!token || !signature) return null
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(decodeURIComponent(signature), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
