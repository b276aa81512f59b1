import type { ServerResponse } from 'node:http'
import type { Asked } from '../rest.ts'
import { notFound, sendJson } from '../http.ts'
import { pageOf } from '../page.ts'
import type { State, Text } from '../state.ts'
import { createText } from './create.ts'
import { listTexts } from './list.ts'
import { accountPath, shownMedia, shownText } from './shown.ts'

/** Everything below `/Messages`; `path` is what follows the account. False: there is no such thing. */
export function answerMessages(state: State, asked: Asked, res: ServerResponse): boolean {
  const { path, method, query } = asked
  if (path === '/Messages.json') {
    if (method === 'POST') create(state, asked, res)
    else
      sendJson(
        res,
        200,
        pageOf('messages', accountPath(state) + path, query, listTexts(state, query), (text) => shownText(state, text)),
      )
    return true
  }
  const [, sid = '', rest = ''] = /^\/Messages\/(\w+)(\.json|\/Media.*)$/.exec(path) ?? []
  const text = state.texts.find((one) => one.sid === sid)
  if (!text || method !== 'GET') return false
  if (rest === '.json') sendJson(res, 200, shownText(state, text))
  else if (rest === '/Media.json') {
    sendJson(
      res,
      200,
      pageOf('media_list', accountPath(state) + path, query, text.media, (media) => shownMedia(state, text, media)),
    )
  } else media(state, text, rest, res)
  return true
}

function create(state: State, { form }: Asked, res: ServerResponse): void {
  const text = createText(state, form)
  if (state.faults.silent) {
    // Taken, but nobody is told: the sender has to give up by itself.
    state.faults.silent--
    return
  }
  sendJson(res, 201, shownText(state, text))
}

/** A file: described with `.json`, else handed out by the store beside the interface, as the real company does. */
function media(state: State, text: Text, rest: string, res: ServerResponse): void {
  const [, sid, json] = /^\/Media\/(\w+?)(\.json)?$/.exec(rest) ?? []
  const found = text.media.find((one) => one.sid === sid)
  if (!found) throw notFound(rest)
  if (json) return sendJson(res, 200, shownMedia(state, text, found))
  res.writeHead(307, { Location: `${new URL(state.url).origin}/store/${found.sid}` })
  res.end()
}
