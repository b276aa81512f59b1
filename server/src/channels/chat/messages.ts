import type { CustomerWrites } from '../channel.ts'
import { InvalidInputError } from '../../errors.ts'
import type { SendAnswer } from '../../../../widget/src/protocol.ts'
import { clientName } from './client.ts'
import type { Exchange, Known } from './exchange.ts'
import { readForm } from './form.ts'
import { longestMessage, mostAttachments } from './limits.ts'
import { clean, object, page } from './parse.ts'
import { readJson } from './request.ts'
import type { PreparedChat } from './prepared.ts'
import type { ChatChannelSettings } from './settings.ts'
import { unsigned } from './signed-attributes.ts'

const clientIds = /^[\w-]{1,100}$/
const uuids = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Takes a message in: the hot path. Nothing here waits for the database but the desk's one write. */
export async function takeMessage(ex: Exchange, { customer, claims }: Known): Promise<SendAnswer> {
  const { desk, chat, req } = ex
  const body = await readJson(req)
  const message = readMessage(body, chat)
  const seen = page(object(body, 'page'), clientName(req.headers['user-agent']))
  if (seen) desk.look(customer, seen)
  message.details = claims.details
  const form = object(body, 'form')
  if ((form || chat.settings.formEnabled) && !(await desk.hasOpenConversation(customer))) {
    const { answers, topic, ...read } = readForm(fieldsOf(chat), form ?? {})
    const details = unsigned(read.details, claims.signed)
    const both = { ...claims.details.attributes, ...details.attributes }
    message.details = { ...claims.details, ...given(details), attributes: both }
    message.form = answers
    message.topic = topic
  }
  return desk.write(customer, message)
}

/** What is asked; an address may be left in any case, since the widget asks for one while nobody is there. */
function fieldsOf({ settings }: PreparedChat): ChatChannelSettings['formFields'] {
  const asked = settings.formEnabled ? settings.formFields : []
  const address = { name: 'email', kind: 'email', label: '', required: false, options: [] } as const
  return asked.some(({ name }) => name === 'email') ? asked : [...asked, { ...address, options: [] }]
}

const given = <Details extends object>(details: Details): Partial<Details> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null)) as Partial<Details>

/** @throws InvalidInputError naming the field that is wrong. */
export function readMessage(fields: Record<string, unknown>, { settings }: PreparedChat): CustomerWrites {
  const { clientId, body, attachmentIds = [] } = fields
  if (typeof clientId !== 'string' || !clientIds.test(clientId)) {
    throw new InvalidInputError('clientId', 'This must be a text of at most 100 letters, digits, - and _.')
  }
  if (typeof body !== 'string') throw new InvalidInputError('body', 'This must be a text.')
  if (body.length > longestMessage) {
    throw new InvalidInputError('body', `At most ${longestMessage} characters are possible.`)
  }
  const files = readIds(attachmentIds)
  const words = clean(body).trimEnd()
  if (words.trim() === '' && files.length === 0) throw new InvalidInputError('body', 'Please write something first.')
  if (files.length > 0 && !settings.attachments) {
    throw new InvalidInputError('attachmentIds', 'Files cannot be sent in this chat.')
  }
  // Who begins anew after an end means a new matter: the widget says so to them.
  return { clientId, body: words, attachmentIds: files, reopenDays: 0 }
}

function readIds(value: unknown): string[] {
  if (!Array.isArray(value) || value.length > mostAttachments) {
    throw new InvalidInputError('attachmentIds', `This must be a list of at most ${mostAttachments} ids.`)
  }
  return [...new Set(value.map((id, n) => readId(id, n)))]
}

function readId(value: unknown, n: number): string {
  if (typeof value === 'string' && uuids.test(value)) return value.toLowerCase()
  throw new InvalidInputError(`attachmentIds.${n}`, 'This is not the id of a file.')
}
