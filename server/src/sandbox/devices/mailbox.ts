import type { IncomingMessage, ServerResponse } from 'node:http'
import PostalMime from 'postal-mime'
import * as v from 'valibot'
import type { MailServer } from '../mail/server.ts'
import { composeMail } from './compose-mail.ts'
import { badRequest, follow, json, readJson } from './exchange.ts'

const address = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[^\s@<>]+@[^\s@<>]+$/, 'Give an address such as ada@customer.test.'),
)
const written = v.object({
  from: address,
  to: address,
  subject: v.pipe(v.string(), v.maxLength(500)),
  message: v.pipe(v.string(), v.maxLength(500_000)),
  inReplyTo: v.optional(v.string(), ''),
  references: v.optional(v.string(), ''),
  files: v.optional(
    v.array(v.object({ name: v.string(), contentType: v.string(), content: v.pipe(v.string(), v.base64()) })),
    [],
  ),
})
const order = v.object({ what: v.picklist(['none', 'later', 'refuse', 'drop', 'double', 'slow']) })

/**
 * A customer's mail program, below `/demo/mailbox/api`: `GET mails?address=` lists an inbox, `GET live?address=` says when
 * it changed, `POST mails` sends one, `POST misbehave` has the mail server do something wrong. False: nothing is there.
 */
export async function answerMailbox(
  mail: MailServer,
  req: IncomingMessage,
  res: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<boolean> {
  const whose = v.safeParse(address, query.get('address') ?? '')
  if (path === 'mails' && req.method === 'POST') return send(mail, req, res)
  if (path === 'misbehave' && req.method === 'POST') return misbehave(mail, req, res)
  if (req.method !== 'GET' || !whose.success) return false
  if (path === 'mails') json(res, 200, await shown(mail, whose.output))
  else if (path === 'live') follow(res, (told) => mail.watch(whose.output, told))
  else return false
  return true
}

async function send(mail: MailServer, req: IncomingMessage, res: ServerResponse): Promise<true> {
  const given = v.safeParse(written, await readJson(req))
  if (!given.success) return badRequest(res, v.getDotPath(given.issues[0]) ?? '', given.issues[0].message)
  const { from, to } = given.output
  mail.deliver(composeMail(given.output, new Date()), { from, to: [to] })
  json(res, 201, {})
  return true
}

/** What can be ordered, by its name on the page. */
const orders: Record<Exclude<v.InferOutput<typeof order>['what'], 'none'>, Parameters<MailServer['misbehave']>[0]> = {
  later: { kind: 'refuse', at: 'recipient', code: 451, said: 'Try again later', times: 3 },
  refuse: { kind: 'refuse', at: 'recipient', code: 550, said: 'There is no such mailbox', times: 1 },
  drop: { kind: 'drop', kept: true, times: 1 },
  double: { kind: 'double', times: 1 },
  slow: { kind: 'delay', wait: 20_000, times: 1 },
}

async function misbehave(mail: MailServer, req: IncomingMessage, res: ServerResponse): Promise<true> {
  const given = v.safeParse(order, await readJson(req))
  if (!given.success) return badRequest(res, 'what', 'There is no such order.')
  mail.behave()
  if (given.output.what !== 'none') mail.misbehave(orders[given.output.what])
  json(res, 200, {})
  return true
}

async function shown(mail: MailServer, whose: string) {
  const mails = mail.inbox(whose).slice(-50).toReversed()
  return Promise.all(
    mails.map(async ({ uid, raw, receivedAt }) => {
      const { from, to, cc, subject, text, html, messageId, references, attachments } = await PostalMime.parse(raw)
      return {
        id: uid,
        at: receivedAt.toISOString(),
        from: from?.address ?? '',
        to: [...(to ?? []), ...(cc ?? [])].map((one) => one.address ?? '').join(', '),
        subject: subject ?? '',
        text: text ?? (html ?? '').replace(/<[^>]*>/g, ' '),
        messageId: messageId ?? '',
        references: references ?? '',
        files: attachments.map((file) => file.filename ?? 'file'),
      }
    }),
  )
}
