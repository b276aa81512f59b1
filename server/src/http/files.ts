import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { AgentViewer, Services } from '../context.ts'
import { isShown } from '../conversations/attachments/content-type.ts'
import { keepUpload } from '../conversations/attachments/keep-upload.ts'
import { isSignedUrl } from '../conversations/attachments/url.ts'
import { toCustomerAttachment } from '../conversations/attachments/view.ts'
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '../errors.ts'
import { isId } from '../platform/ids.ts'
import type { Limiter } from '../platform/limiter.ts'
import { sameOrigin } from '../platform/origin.ts'
import { errorAnswer } from './errors.ts'

export interface FileParts {
  services: Services
  viewerOf(req: IncomingMessage): Promise<AgentViewer | null>
  limiter: Pick<Limiter, 'consume'>
}

/**
 * `PUT /files?name=` keeps a file for the signed-in agent until a message takes it. `GET /files/:id/:name?e=&s=` answers
 * with a file to whoever has its signed address. True when the request was one of these.
 */
export function createFileRoutes({ services, viewerOf, limiter }: FileParts) {
  async function answer(req: IncomingMessage, res: ServerResponse, url: URL) {
    if (url.pathname === '/files' && req.method === 'PUT') return upload(req, res, url)
    if (req.method === 'GET' || req.method === 'HEAD') return download(req, res, url)
    throw noSuchFile()
  }

  async function upload(req: IncomingMessage, res: ServerResponse, url: URL) {
    const viewer = await viewerOf(req)
    if (!viewer) throw new UnauthenticatedError()
    if (!sameOrigin(services.env, req.headers))
      throw new ForbiddenError('Files are taken from pages of this address only.')
    await limiter.consume(viewer.agentId)
    const name = (url.searchParams.get('name') ?? '').slice(0, 1000)
    const content = req.iterator({ destroyOnReturn: false })
    const kept = await keepUpload(services, { uploader: `agent:${viewer.agentId}`, network: null, name, content })
    sendJson(res, 200, toCustomerAttachment(services, kept))
  }

  async function download(req: IncomingMessage, res: ServerResponse, url: URL) {
    const [, , id = ''] = url.pathname.split('/')
    const ask = (name: string) => url.searchParams.get(name) ?? ''
    const variant = ask('v') === 'thumbnail' ? 'thumbnail' : 'file'
    if (!isId(id) || !isSignedUrl(services, { id, variant, expires: ask('e'), signature: ask('s') })) throw noSuchFile()
    const row = await services.db.prisma.attachment.findUnique({ where: { id } })
    const key = variant === 'thumbnail' ? row?.thumbnailKey : row?.storageKey
    if (!row || !key) throw noSuchFile()
    const contentType = variant === 'thumbnail' ? 'image/webp' : row.contentType
    const content = await services.files.read(key).catch(() => {
      throw noSuchFile()
    })
    res.writeHead(200, headersOf(row.name, contentType, variant === 'file' ? row.size : null))
    if (req.method === 'HEAD') return void res.end(() => content.destroy())
    // Whoever reads may leave at any moment: that is no failure of ours.
    await pipeline(content, res).catch(() => res.destroy())
  }

  return (req: IncomingMessage, res: ServerResponse): boolean => {
    if (req.url !== '/files' && !/^\/files[/?]/.test(req.url ?? '')) return false
    answer(req, res, new URL(req.url ?? '', 'http://hub')).catch(async (error: unknown) => {
      req.resume()
      if (res.headersSent) return void res.destroy()
      const { status, body } = errorAnswer(error, services.log)
      if (body.error.retryAfter) res.setHeader('Retry-After', body.error.retryAfter)
      sendJson(res, status, body)
    })
    return true
  }
}

const noSuchFile = () => new NotFoundError('There is no such file, or its address has expired.')

function sendJson(res: ServerResponse, status: number, body: unknown) {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
  res.writeHead(status, { ...headers, 'X-Content-Type-Options': 'nosniff' })
  res.end(JSON.stringify(body))
}

/** A file never runs: browsers may not guess its type, it has no origin of its own, and only plain media are shown. */
function headersOf(name: string, contentType: string, size: number | null): Record<string, string | number> {
  const way = isShown(contentType) ? 'inline' : 'attachment'
  const plain = name.replace(/[^\w .-]/g, '_')
  return {
    'Content-Type': contentType,
    ...(size !== null && { 'Content-Length': size }),
    'Content-Disposition': `${way}; filename="${plain}"; filename*=UTF-8''${encodeRfc5987(name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, max-age=3600, immutable',
  }
}

const encodeRfc5987 = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
