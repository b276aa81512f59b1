import { linesAsHtml } from '../../platform/html.ts'

/** The text with the mailbox's signature below it, in both of its forms. */
export function withSignature(
  body: string,
  html: string | null,
  signature: string,
): { body: string; html: string | null } {
  if (!signature) return { body, html }
  const lines = linesAsHtml(signature)
  return {
    // By this line, with its space, programs know where a signature begins (RFC 3676, 4.3).
    body: `${body}\n\n-- \n${signature}`,
    html: html && `${html}<br><div class="signature">-- <br>${lines}</div>`,
  }
}
