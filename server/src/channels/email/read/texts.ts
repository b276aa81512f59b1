import { linesAsHtml } from '../../../platform/html.ts'
import { decodeText } from './mime/charset.ts'
import { unflow } from './mime/flowed.ts'
import type { Part } from './mime/part.ts'
import { collect, type OpenPart } from './mime/parts.ts'

/** Longer texts are cut, in bytes; the raw mail keeps them whole. */
const longestPlain = 512 * 1024
const longestHtml = 1024 * 1024

/** A text of a mail, in the order of the parts. */
export interface MailText {
  html: boolean
  text: string
  /** The multipart/alternative that it is one form of; null when it stands for itself. */
  formOf: Part | null
  cut: boolean
}

/** Whether a part is read by people as text of the mail, not as a file of it. */
export function isText(part: Part, before: MailText[]): boolean {
  const readable = part.type === 'text/plain' || part.type === 'text/html' || part.type === 'text/enriched'
  if (!readable || part.disposition === 'attachment') return false
  return part.fileName === '' || (part.disposition !== 'inline' && part.type === 'text/plain' && before.length === 0)
}

/** Reads one text. */
export async function readText({ part, content }: OpenPart): Promise<MailText> {
  const html = part.type === 'text/html'
  const { bytes, cut } = await collect(content, html ? longestHtml : longestPlain)
  const text = decodeText(bytes, part.charset).replace(/\r\n?/g, '\n').replaceAll('\0', '')
  const formOf = part.parents.findLast(({ type }) => type === 'multipart/alternative') ?? null
  return { html, text: html ? text : unflow(text, part.flowed), formOf, cut }
}

/** The texts in groups: the forms of one text are in one. */
function groups(texts: MailText[]): MailText[][] {
  const found = new Map<Part | MailText, MailText[]>()
  for (const text of texts) {
    const key = text.formOf ?? text
    found.set(key, [...(found.get(key) ?? []), text])
  }
  return [...found.values()]
}

const isSaid = ({ text }: MailText) => text.trim() !== ''

/** The forms that are preferred, or those there are. */
function chosen(group: MailText[], html: boolean): MailText[] {
  const wanted = group.filter((text) => text.html === html && isSaid(text))
  return wanted.length > 0 ? wanted : group.filter(isSaid)
}

/** The plain texts of a mail; HTML only where there is nothing else. */
export const plainForms = (texts: MailText[]): MailText[] => groups(texts).flatMap((group) => chosen(group, false))

/** The whole mail as HTML, texts that have no such form among it; null when nothing is HTML. */
export function htmlForm(texts: MailText[]): string | null {
  const forms = groups(texts).flatMap((group) => chosen(group, true))
  if (!forms.some(({ html }) => html)) return null
  return forms.map(({ html, text }) => (html ? text : `<div>${linesAsHtml(text)}</div>`)).join('\n')
}
