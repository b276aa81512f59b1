import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { immutable, staticFiles } from './static.ts'

const dist = resolve(import.meta.dirname, '../../../widget/dist')
/** Short, so that a new version reaches every site soon; the parts it loads have the version in their names. */
const loaderCache = 'public, max-age=300'

/** Serves the widget to every site: `/widget.js` and `/widget/assets/*`. True when the request was for one of these. */
export function createWidgetRoutes(folder = dist) {
  const files = staticFiles(folder)
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const path = (req.url ?? '').split('?')[0] ?? ''
    const name = path === '/widget.js' ? 'widget.js' : /^\/widget\/(assets\/[\w.-]+)$/.exec(path)?.[1]
    if (name === undefined || !files.has(name) || (req.method !== 'GET' && req.method !== 'HEAD')) return false
    res.setHeader('Access-Control-Allow-Origin', '*')
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    res.setHeader('X-Content-Type-Options', 'nosniff')
    files.send(name, req, res, name === 'widget.js' ? loaderCache : immutable).catch(() => res.destroy())
    return true
  }
}
