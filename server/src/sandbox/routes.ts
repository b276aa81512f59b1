import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { identitySecrets } from '../channels/settings/identity-secret.ts'
import type { AgentViewer, Services } from '../context.ts'
import { isPrivate } from '../env.ts'
import { AppError } from '../errors.ts'
import { revalidated, staticFiles } from '../http/static.ts'
import { json } from './devices/exchange.ts'
import { answerMailbox } from './devices/mailbox.ts'
import { mailboxPage, phonePage } from './devices/pages.ts'
import { answerPhonePage } from './devices/phone.ts'
import type { Providers } from './providers.ts'
import { mailsPage, shopPage } from './shop.ts'
import { signedCustomer } from './shop-customers.ts'

/** No third party, no inline script or style: what a strict site would send. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The pages that play a customer's site, at `/demo`; nothing at all unless this is a demonstration. */
export function createSandboxRoutes(
  services: Services,
  viewerOf: (req: IncomingMessage) => Promise<AgentViewer | null>,
  providers: Providers | null,
) {
  const files = staticFiles(resolve(import.meta.dirname, 'shop'))

  async function channelOfShop() {
    const where = { kind: 'chat', enabled: true } as const
    const channel = await services.db.prisma.channel.findFirst({
      where,
      orderBy: { createdAt: 'asc' },
      include: { brand: true },
    })
    const [current] = channel ? identitySecrets(services.seal, channel, services.clock.now()) : []
    return { channel, secret: current?.secret ?? null }
  }

  async function answer(req: IncomingMessage, res: ServerResponse, path: string) {
    const [, , name = '', id = ''] = path.split('/')
    if (req.method === 'POST' && name === 'identity') return identify(res, id)
    if (providers && id === 'api') return device(providers, req, res, name)
    if (req.method !== 'GET' && req.method !== 'HEAD') return send(res, 405, 'text/plain', '')
    if (name === '') {
      const { channel, secret } = await channelOfShop()
      return send(res, 200, 'text/html', shopPage(channel, channel?.brand.name ?? 'Nordlicht', secret !== null))
    }
    if (name === 'mails') {
      if (!(await mayReadMails(req))) return send(res, 403, 'text/plain', 'Sign in as an administrator to read mail.')
      const mails = await services.db.prisma.systemMail.findMany({ orderBy: { createdAt: 'desc' }, take: 50 })
      return send(res, 200, 'text/html', mailsPage(mails))
    }
    if (providers && name === 'mailbox') return send(res, 200, 'text/html', mailboxPage(providers.mailbox))
    if (providers && name === 'phone') return send(res, 200, 'text/html', phonePage(providers.number))
    if (files.has(name)) return files.send(name, req, res, revalidated)
    send(res, 404, 'text/plain', 'There is nothing at this address.')
  }

  /** What the customer's mail program and phone ask. */
  async function device(known: Providers, req: IncomingMessage, res: ServerResponse, name: string) {
    const url = new URL(req.url ?? '', 'http://hub')
    const path = url.pathname.split('/').slice(4).join('/')
    const found =
      name === 'mailbox'
        ? await answerMailbox(known.mail, req, res, { path, query: url.searchParams })
        : name === 'phone' && (await answerPhonePage(known.telephone, req, res, path))
    if (!found) send(res, 404, 'text/plain', 'There is nothing at this address.')
  }

  /** Mail holds links that let people in: off this machine only administrators read it. */
  async function mayReadMails(req: IncomingMessage): Promise<boolean> {
    return isPrivate(services.env) || (await viewerOf(req))?.role === 'administrator'
  }

  async function identify(res: ServerResponse, id: string) {
    const { secret } = await channelOfShop()
    const customer = secret === null ? null : signedCustomer(id, secret)
    if (!customer) return send(res, 404, 'application/json', '{}')
    send(res, 200, 'application/json', JSON.stringify(customer))
  }

  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const path = (req.url ?? '').split('?')[0] ?? ''
    if (!services.env.DEMO || (path !== '/demo' && !path.startsWith('/demo/'))) return false
    res.setHeader('Content-Security-Policy', policy)
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Referrer-Policy', 'same-origin')
    answer(req, res, path).catch((error: unknown) => {
      if (error instanceof AppError && !res.headersSent) return json(res, error.status, { message: error.message })
      services.log.error({ err: error }, 'the demonstration shop failed')
      if (res.headersSent) res.destroy()
      else send(res, 500, 'text/plain', 'Something went wrong.')
    })
    return true
  }
}

function send(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  res.end(text)
}
