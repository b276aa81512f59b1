const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that is safe to stand in a page. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** A whole page of the sandbox; `body` is markup. */
export const page = (title: string, body: string, scripts = ''): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="/demo/bike-fjord.svg" />
    <link rel="stylesheet" href="/demo/shop.css" />
  </head>
  <body>
    ${body}
    ${scripts}
  </body>
</html>
`
