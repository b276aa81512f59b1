import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, RestError, sendJson } from '../http.ts'
import type { State, Text } from '../state.ts'
import { textFrom } from './handset.ts'

/**
 * What the page of a phone needs; `path` is what follows the place where this is mounted. False: there is no such thing.
 *   GET  /numbers              the company's numbers
 *   GET  /thread?number=+1…    all texts from and to a number, the oldest first
 *   GET  /live?number=+1…      the same as they come and change, as server-sent events
 *   POST /texts                {from, to, body, media: [{contentType, content (base64)}]}
 *   GET  /media/ME…            a file
 */
export async function answerPhone(
  state: State,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  path: string,
): Promise<boolean> {
  const number = url.searchParams.get('number') ?? ''
  if (req.method === 'POST' && path === '/texts') await takeText(state, req, res)
  else if (req.method !== 'GET') return false
  else if (path === '/numbers')
    sendJson(
      res,
      200,
      state.numbers.map(({ number, name }) => ({ number, name })),
    )
  else if (path === '/thread') sendJson(res, 200, threadOf(state, number).map(shownOnPhone))
  else if (path === '/live') live(state, number, res)
  else return path.startsWith('/media/') && sendMedia(state, path.slice('/media/'.length), res)
  return true
}

/** All texts from and to a number, the oldest first. */
export const threadOf = ({ texts }: State, number: string): Text[] => texts.filter(isOf(number))

const isOf = (number: string) => (text: Text) => text.from === number || text.to === number

/** A text as a phone shows it. */
const shownOnPhone = ({ sid, from, to, body, status, createdAt, media }: Text) => ({
  id: sid,
  from,
  to,
  body,
  status,
  at: createdAt.toISOString(),
  media: media.map(({ sid, contentType }) => ({ id: sid, contentType })),
})

async function takeText(state: State, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const said = parse(await readBody(req))
  const field = (name: string) => (typeof said[name] === 'string' ? said[name] : '')
  if (!/^\+[1-9]\d{6,14}$/.test(field('from'))) throw new RestError(400, 21212, 'Give the number that it comes from.')
  const media = Array.isArray(said['media']) ? said['media'] : []
  const enclosed = media.map((file: Record<string, unknown>) => ({
    contentType: String(file['contentType']),
    content: Buffer.from(String(file['content']), 'base64'),
  }))
  const text = await textFrom(state, field('from'), field('to'), field('body'), enclosed)
  sendJson(res, 201, shownOnPhone(text))
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new RestError(400, 20001, 'The request is not JSON.')
  }
}

function live(state: State, number: string, res: ServerResponse): void {
  const belongs = isOf(number)
  const listener = (text: Text) => {
    if (belongs(text)) res.write(`event: text\ndata: ${JSON.stringify(shownOnPhone(text))}\n\n`)
  }
  res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
  res.write('retry: 1000\n\n')
  state.listeners.add(listener)
  res.on('close', () => state.listeners.delete(listener))
}

/** Files are handed out as downloads of their own origin would be: never as something that a page runs. */
export function sendMedia({ texts }: State, sid: string, res: ServerResponse): boolean {
  const found = texts.flatMap(({ media }) => media).find((media) => media.sid === sid)
  if (!found) return false
  const type = /^(image\/(png|jpeg|gif|webp)|video\/mp4|audio\/(mpeg|mp4))$/.test(found.contentType)
    ? found.contentType
    : 'application/octet-stream'
  res.writeHead(200, {
    'Content-Type': type,
    'Content-Length': found.content.length,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  res.end(found.content)
  return true
}
