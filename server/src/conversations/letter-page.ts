import type { AttachmentRow } from '../graphql/rows.ts'

export interface LetterPage {
  /** Sanitised, as it is stored. */
  html: string
  files: readonly Pick<AttachmentRow, 'id' | 'contentId'>[]
  urlOf(fileId: string): string
  /** Load pictures from other hosts, which tells their owners that the mail was read. */
  remotePictures: boolean
}

const look = `html{color-scheme:light}body{margin:0;padding:12px 14px;background:#fff;color:#1c2024;
font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}a{color:#0b6b61}
blockquote{margin:8px 0;padding-left:12px;border-left:3px solid #d5dade;color:#60646c}
html[data-folded] [data-earlier]{display:none!important}`

/**
 * A mail as a page of its own, to be shown in a frame without scripts: its own pictures by their addresses here, those of
 * other hosts only when they were asked for. Links open outside the frame.
 */
export function letterPage({ html, files, urlOf, remotePictures }: LetterPage): string {
  const own = new Map(files.flatMap((file) => (file.contentId ? [[file.contentId, file.id] as const] : [])))
  const shown = html
    .replace(/\bsrc="cid:([^"]*)"/g, (_whole, id: string) => {
      const fileId = own.get(decoded(id)) ?? own.get(id)
      return fileId ? `src="${escaped(urlOf(fileId))}"` : 'src=""'
    })
    .replace(/\bdata-remote="([^"]*)"/g, (whole, url: string) =>
      remotePictures && /^https?:/i.test(url) ? `src="${url}"` : whole,
    )
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${look}</style></head><body>${shown}</body></html>`
}

/** Whether a mail has pictures that wait on other hosts. */
export const hasRemotePictures = (html: string | null): boolean => html?.includes('data-remote="') ?? false

/** What the frame may load and do: no scripts at all, pictures from here, and from others only when asked for. */
export const letterPolicy = (remotePictures: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src 'self' data:${remotePictures ? ' https: http:' : ''}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')

const escaped = (url: string) => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
