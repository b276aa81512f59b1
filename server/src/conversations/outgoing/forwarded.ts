import { linesAsHtml } from '../../platform/html.ts'

/** A message as somebody who was not there is shown it. */
export interface Original {
  from: string
  to: string
  at: Date
  subject: string | null
  body: string
  /** What stood below the new words. */
  quoted: string | null
  /** Harmless; null for plain words. */
  html: string | null
}

/** The message that is passed on as plain lines, with who wrote it to whom and when above it. */
export function forwardedText(original: Original): string {
  const lines = headOf(original).map(([name, value]) => `${name}: ${value}`)
  const words = [original.body, original.quoted].filter(Boolean).join('\n\n')
  return ['---------- Forwarded message ----------', ...lines, '', words].join('\n').trimEnd()
}

/** The same with its formatting, below what the agent says to it; null when the message has none. */
export function forwardedHtml(intro: string, original: Original): string | null {
  if (original.html === null) return null
  const lines = headOf(original).map(([name, value]) => `<b>${name}:</b> ${linesAsHtml(value)}`)
  const said = intro === '' ? '' : `<p>${linesAsHtml(intro)}</p>`
  return `${said}<hr><p>${lines.join('<br>')}</p>${original.html}`
}

function headOf({ from, to, at, subject }: Original): [name: string, value: string][] {
  const all: [string, string][] = [
    ['From', from],
    ['Date', when.format(at)],
    ['Subject', subject ?? ''],
    ['To', to],
  ]
  return all.filter(([, value]) => value !== '')
}

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' })
