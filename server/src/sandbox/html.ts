import { escapeHtml } from '../platform/html.ts'

/** A whole page of the sandbox; `body` is markup. */
export const page = (title: string, body: string, scripts = ''): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="/demo/bike-fjord.svg" />
    <link rel="stylesheet" href="/demo/shop.css" />
  </head>
  <body>
    ${body}
    ${scripts}
  </body>
</html>
`
