import { ForbiddenError, InvalidInputError, NotFoundError, UnauthenticatedError } from '../../errors.ts'
import { networkOf } from '../../platform/address.ts'
import { clientName } from './client.ts'
import { configOf } from './config.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { authenticate, type Exchange } from './exchange.ts'
import { type Answer, known } from './known.ts'
import { takeMessage } from './messages.ts'
import { attributes, clean, email, locale, optionalText, page, phone } from './parse.ts'
import { prepare } from './prepared.ts'
import { readJson, sendJson, sendNothing } from './request.ts'
import { beginSession } from './session.ts'
import { unsigned } from './signed-attributes.ts'

const config: Answer = async (ex) => {
  await ex.limits.begin(networkOf(ex.address))
  const { config: body, etag } = await configOf(ex.desk, ex.chat, locale(ex.query.get('locale')))
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' }
  if (ex.req.headers['if-none-match'] !== etag) return sendJson(ex.res, 200, body, headers)
  ex.res.writeHead(304, headers)
  ex.res.end()
}

const session: Answer = async (ex) => {
  await ex.limits.begin(networkOf(ex.address))
  sendJson(ex.res, 200, await beginSession(ex))
}

const messages = known('write', async (ex, who) => sendJson(ex.res, 200, await takeMessage(ex, who)))

const contact = known('ask', async ({ req, res, desk }, { customer, claims }) => {
  const body = await readJson(req)
  const said = { name: optionalText(body, 'name', 100), email: givenEmail(body), phone: phone(body, 'phone') }
  await desk.saveDetails(customer, unsigned({ ...said, attributes: attributes(body) }, claims.signed), false)
  const profile = await desk.profile(customer)
  sendJson(res, 200, { ...profile, name: profile.name ?? said.name, email: profile.email ?? said.email })
})

/** An answer cannot be sent to an empty field: whoever leaves one is told. */
function givenEmail(body: Record<string, unknown>): string | null {
  const address = email(body, 'email')
  if (address === null && typeof body.email === 'string') {
    throw new InvalidInputError('email', 'This is not an e-mail address.')
  }
  return address
}

const look = known('ask', async ({ req, res, desk }, { customer }) => {
  const seenPage = page(await readJson(req), clientName(req.headers['user-agent']))
  if (seenPage) desk.look(customer, seenPage)
  sendNothing(res)
})

const files = known('upload', async ({ req, res, desk, chat, query, limits, address }, { customer }) => {
  if (!chat.settings.attachments) throw new ForbiddenError('Files cannot be sent in this chat.')
  const name = clean((query.get('name') ?? '').slice(0, 1000))
  // Kept open when it is too long, so that the answer can be given.
  const content = req.iterator({ destroyOnReturn: false })
  const network = networkOf(address)
  const leave = limits.uploading(network)
  try {
    sendJson(res, 200, await desk.upload(customer, { name, network, content }))
  } finally {
    leave()
  }
})

const stream = known('ask', async (ex, { customer }) => {
  const { res, req, desk, chat, query, streams, address } = ex
  const { superseded, blocked } = await desk.standing(customer)
  if (superseded) throw new UnauthenticatedError('This session has ended. Please begin a new one.')
  if (blocked) throw new ForbiddenError('This chat is not available to you.', 'blocked')
  const after = cursorOf(query.get('after') ?? req.headers['last-event-id'])
  await streams.open(res, customer, after, {
    address: networkOf(address),
    async isGood() {
      const now = await desk.channel('chat', chat.channel.publicKey)
      return now !== null && wouldAnswer({ ...ex, chat: prepare(now) })
    },
    online: async () => (await desk.online(chat.channel)).online,
    announcement: chat.channel.announcement,
  })
})

/** Whether who was let in would be let in again, as the chat is now. */
const wouldAnswer = async (ex: Exchange): Promise<boolean> => {
  try {
    ex.admit(ex.req, ex.chat, ex.address)
    await authenticate(ex)
    return true
  } catch {
    return false
  }
}

/** The routes below `/chat/:key`; `:id` stands for a conversation's id. */
export const routes: Record<string, Partial<Record<string, Answer>>> = {
  config: { GET: config },
  session: { POST: session },
  messages: { POST: messages },
  ...conversationRoutes,
  contact: { POST: contact },
  page: { POST: look },
  files: { PUT: files },
  stream: { GET: stream },
}

function cursorOf(value: unknown): bigint | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return BigInt(value)
  throw new InvalidInputError('after', 'This is not a cursor.')
}

/** Finds what answers a path below the chat's key. @throws NotFoundError for what is no route. */
export function find(method: string, path: string): { answer: Answer; id: string } {
  const [first = '', id, ...rest] = path.split('/')
  const name = id === undefined ? first : [first, ':id', ...rest].join('/')
  const answer = Object.hasOwn(routes, name) ? routes[name]?.[method] : undefined
  if (!answer) throw new NotFoundError('There is nothing at this address.')
  return { answer, id: id ?? '' }
}
