import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** One file as it is served. */
interface Served {
  type: string
  etag: string
  body: Buffer
  compressed: Map<string, Promise<Buffer>>
}

/** Files of one folder, held in memory; only what was there at the start is ever served, so no name can lead outside. */
export interface StaticFiles {
  has(name: string): boolean
  /** Answers with the file; `cacheControl` as the header says. */
  send(name: string, req: IncomingMessage, res: ServerResponse, cacheControl: string): Promise<void>
}

/** Cached for good: the name changes with the content. */
export const immutable = 'public, max-age=31536000, immutable'
/** Asked again each time, answered with 304 when unchanged. */
export const revalidated = 'no-cache'

/** Reads a folder (which may be missing: then it has nothing). */
export function staticFiles(folder: string): StaticFiles {
  const files = new Map(names(folder).map((name) => [name, served(join(folder, name))]))
  return {
    has: (name) => files.has(name),
    async send(name, req, res, cacheControl) {
      const file = files.get(name)
      if (!file) throw new Error(`no such file: ${name}`)
      res.setHeader('Cache-Control', cacheControl)
      res.setHeader('ETag', file.etag)
      res.setHeader('Vary', 'Accept-Encoding')
      if (req.headers['if-none-match'] === file.etag) {
        res.statusCode = 304
        res.end()
        return
      }
      res.setHeader('Content-Type', file.type)
      const body = await encoded(file, String(req.headers['accept-encoding'] ?? ''), res)
      res.setHeader('Content-Length', body.length)
      res.end(req.method === 'HEAD' ? undefined : body)
    },
  }
}

function names(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((e) => e.isFile())
      .map((e) =>
        join(e.parentPath, e.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
  } catch {
    return []
  }
}

function served(path: string): Served {
  const body = readFileSync(path)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
  return { type: types[extname(path)] ?? 'application/octet-stream', etag, body, compressed: new Map() }
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** The body in the best encoding the client takes; each is made once, when first asked for. */
async function encoded(file: Served, accepted: string, res: ServerResponse): Promise<Buffer> {
  const worth = file.body.length > 1000 && /text|javascript|json|svg/.test(file.type)
  const encoding = !worth ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  if (!encoding) return file.body
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const made =
    file.compressed.get(encoding) ?? (encoding === 'br' ? brotli(file.body, quality) : zip(file.body, { level: 9 }))
  file.compressed.set(encoding, made)
  res.setHeader('Content-Encoding', encoding)
  return made
}
