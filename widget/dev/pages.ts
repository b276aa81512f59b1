import type { ServerResponse } from 'node:http'

const text =
  '<h1>Nordlicht Shop</h1><p>A page of a shop, with the chat in its corner.</p><p><a href="#more">More</a></p>'
const hostile =
  '* { all: unset !important; } div, section, button { display: none !important; } switchboard-chat { display: none !important; position: static !important; }'

/**
 * Host pages: `/` plain, `/strict` with a policy that allows the hub's script, data and images and nothing else,
 * `/hostile` with style sheets that undo everything, `/twice` with the script twice, `/early` with calls before the
 * script, `/dark` on a dark page, `/bare` without the widget. The script is taken from the page's own address, or
 * from `?hub=`.
 */
export function createPages() {
  return (url: URL, host: string, response: ServerResponse): void => {
    const hub = url.searchParams.get('hub') ?? `http://${host}`
    const page = url.pathname.slice(1) || 'plain'
    const tag = `<script async src="${hub}/widget.js" data-channel="demo"></script>`
    const early = `<script>window.Switchboard = window.Switchboard || function () { (Switchboard.q = Switchboard.q || []).push(arguments) }
      Switchboard('on', 'ready', function () { document.title = 'ready' }); Switchboard('open'); Switchboard('init', { channel: 'demo' })</script>
      <script async src="${hub}/widget.js"></script>`
    const parts: Record<string, string> = {
      plain: tag,
      strict: tag,
      hostile: `<style>${hostile}</style>${tag}`,
      twice: tag + tag,
      early,
      bare: '',
      dark: `<style>html{background:#111;color:#ddd}</style>${tag}`,
    }
    if (page === 'strict')
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${hub}; connect-src ${hub}; img-src ${hub}; require-trusted-types-for 'script'`,
      )
    response.writeHead(page in parts ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="${url.searchParams.get('lang') ?? 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>Shop</title>${parts[page] ?? ''}<main>${text}</main></html>`,
    )
  }
}
