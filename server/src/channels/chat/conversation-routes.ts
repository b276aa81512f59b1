import { ForbiddenError, InvalidInputError } from '../../errors.ts'
import { type Answer, known } from './known.ts'
import { flag, locale, optionalText, whole } from './parse.ts'
import { readJson, sendJson, sendNothing } from './request.ts'
import { transcriptOf } from './transcript.ts'

const biggest = 2_147_483_647

const conversations = known('ask', async ({ res, desk }, { customer }) =>
  sendJson(res, 200, await desk.conversations(customer)),
)

const thread = known('ask', async ({ res, desk, id, query }, { customer }) =>
  sendJson(res, 200, await desk.thread(customer, id, numberOf(query, 'before'))),
)

const seen = known('ask', async ({ req, res, desk, id }, { customer }) => {
  await desk.markSeen(customer, id, whole(await readJson(req), 'seq', 0, biggest))
  sendNothing(res)
})

const delivered = known('ask', async ({ req, res, desk, id }, { customer }) => {
  await desk.markDelivered(customer, id, whole(await readJson(req), 'seq', 0, biggest))
  sendNothing(res)
})

const typing = known('ask', async ({ req, res, desk, id }, { customer }) => {
  const body = await readJson(req)
  await desk.setTyping(customer, id, flag(body, 'typing'), optionalText(body, 'preview', 10_000) ?? undefined)
  sendNothing(res)
})

const end = known('ask', async ({ res, desk, chat, id }, { customer }) => {
  if (!chat.settings.endChat) throw new ForbiddenError('This chat cannot be ended here.')
  sendJson(res, 200, await desk.end(customer, id))
})

const rating = known('ask', async ({ req, res, desk, chat, id }, { customer }) => {
  if (!chat.settings.rating) throw new ForbiddenError('Ratings are switched off.')
  const body = await readJson(req)
  const comment = optionalText(body, 'comment', 2000) || null
  sendJson(res, 200, await desk.rate(customer, id, whole(body, 'score', 1, 5), comment))
})

const transcript = known('ask', async ({ res, desk, chat, id, query }, { customer }) => {
  if (!chat.settings.transcript) throw new ForbiddenError('Transcripts are switched off.')
  const wanted = locale(query.get('locale')) ?? chat.settings.locale
  const text = transcriptOf(await desk.wholeThread(customer, id), chat.channel.brand, wanted)
  res.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': 'attachment; filename="conversation.txt"',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(text)
})

/** What a visitor may do with conversations; `:id` stands for a conversation's id. */
export const conversationRoutes: Record<string, Partial<Record<string, Answer>>> = {
  conversations: { GET: conversations },
  'conversations/:id': { GET: thread },
  'conversations/:id/seen': { POST: seen },
  'conversations/:id/delivered': { POST: delivered },
  'conversations/:id/typing': { POST: typing },
  'conversations/:id/end': { POST: end },
  'conversations/:id/rating': { POST: rating },
  'conversations/:id/transcript': { GET: transcript },
}

function numberOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInputError(name, 'This must be a whole number.')
  return Number(text)
}
