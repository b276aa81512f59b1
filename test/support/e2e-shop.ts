import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A customer's website on an origin of its own, whose pages carry the chat. */
export interface Shop {
  url: string
  /** Puts a page at `path`; by default a plain one with the line that embeds the chat. */
  serve(path: string, page: Partial<ShopPage>): void
  close(): Promise<void>
}

export interface ShopPage {
  lang: string
  /** What stands in the head before the chat. */
  before: string
  /** The line that embeds the chat, or what stands in its place. */
  head: string
  body: string
  /** The content security policy. */
  policy: string
}

const body = `<h1>Nordlicht</h1><p>Bicycles and what belongs to them.</p><p><a href="#more">More about us</a></p>`

/** Opens the shop. `snippet` is the one line of HTML that embeds the chat. */
export async function openShop(snippet: string): Promise<Shop> {
  const plain: ShopPage = { lang: 'en', before: '', head: snippet, body, policy: '' }
  const pages = new Map<string, ShopPage>([['/', plain]])
  const server = createServer((req, res) => {
    const page = pages.get(new URL(req.url ?? '/', 'http://shop').pathname)
    if (page?.policy) res.setHeader('content-security-policy', page.policy)
    // Browsers ask for an icon, wherever it is; a missing one would stand on their consoles.
    const status = page ? 200 : req.url === '/favicon.ico' ? 204 : 404
    res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page ? html(page) : '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    // Another site than the hub's 127.0.0.1, not only another port.
    url: `http://localhost:${port}`,
    serve: (path, page) => void pages.set(path, { ...plain, ...page }),
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const html = ({ lang, before, head, body }: ShopPage) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Nordlicht</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${before}${head}</head><body><main>${body}</main></body></html>`
