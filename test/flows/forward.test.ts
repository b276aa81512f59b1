import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

const carrier = scriptedCarrier()
let hub: Hub
let mia: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  hub = await startHub({ carriers: [carrier.adapter] })
  mia = await hub.agent({ name: 'Mia' })
  mailbox = await carriedPlace(hub)
})
afterAll(() => hub.stop())

const db = () => hub.services.db.prisma
/** What a mail of this address became, with the files it carried. */
async function mailed(address: string, content: object = {}, files: { name: string; inline?: boolean }[] = []) {
  const mail = mailFrom(address, 'The brake is broken.')
  if (mail.message?.content) Object.assign(mail.message.content, content)
  await mailbox.bring(mail)
  const message = await vi.waitFor(
    () => db().message.findFirstOrThrow({ where: { conversation: { identity: { value: address } } } }),
    15_000,
  )
  for (const { name, inline = false } of files) {
    const kept = {
      storageKey: randomUUID(),
      contentType: 'image/png',
      size: 3,
      inline,
      contentId: inline ? name : null,
    }
    await hub.services.files.put(kept.storageKey, Buffer.from('png'), 'image/png')
    await db().attachment.create({ data: { id: newId(), messageId: message.id, uploader: 'test', name, ...kept } })
  }
  return message
}
const pass = ({ id: messageId, conversationId }: { id: string; conversationId: string }, more: object = {}) =>
  mia.mutate(
    'forwardMessage',
    { conversationId, messageId, clientId: newId(), to: ['works@bikes.example'], ...more },
    'note: message { id kind delivery body content { subject to { address } } attachments { name } } conversation { waitingSince unreadCount }',
  )
const handed = (messageId: string) =>
  vi.waitFor(() => {
    const one = carrier.handed.find((out) => out.messageId === messageId)
    if (!one) throw new Error('it has not left')
    return one
  }, 15_000)

describe('a message that is passed on', () => {
  it('tells who wrote what to whom and when, below what the agent says to it', async () => {
    const { note } = await pass(await mailed('ada@example.com'), { body: 'Can you repair this?' })
    expect(note).toMatchObject({
      kind: 'NOTE',
      content: { subject: 'Fwd: My order', to: [{ address: 'works@bikes.example' }] },
    })
    const out = await handed(note.id)
    expect(out.body).toMatch(/^Can you repair this\?\n\n-+ Forwarded message -+\nFrom: ada <ada@example.com>\nDate: /)
    expect(out.body).toMatch(/\nSubject: My order\n\nThe brake is broken\.$/)
    expect(out.html).toBeNull()
  })

  it('keeps the formatting and the pictures of a mail, those of other hosts too', async () => {
    const html = '<p>The <b>brake</b> <img src="cid:photo"><img data-remote="https://shop.example/a.png"></p>'
    const message = await mailed('html@example.com', { html }, [{ name: 'photo', inline: true }])
    const { note } = await pass(message, { body: 'See <here>', fileIds: [] })
    const out = await handed(note.id)
    expect(out.html).toContain('<p>See &lt;here&gt;</p><hr>')
    expect(out.html).toContain('The <b>brake</b> <img src="cid:photo"><img src="https://shop.example/a.png">')
    expect(out.files).toMatchObject([{ name: 'photo', inline: true, contentId: 'photo' }])
  })

  it('goes with all of its files, or with those that were chosen', async () => {
    const message = await mailed('files@example.com', {}, [{ name: 'a.png' }, { name: 'b.png' }])
    const all = await pass(message)
    expect(all.note.attachments).toHaveLength(2)
    expect((await handed(all.note.id)).files.map((file) => file.name).toSorted()).toEqual(['a.png', 'b.png'])
    const [first] = await db().attachment.findMany({ where: { messageId: message.id }, orderBy: { name: 'asc' } })
    const one = await pass(message, { fileIds: [first?.id] })
    expect(one.note.attachments).toEqual([{ name: 'a.png' }])
    const stolen = await db().attachment.findFirstOrThrow({ where: { messageId: one.note.id } })
    expect(await pass(await mailed('other@example.com'), { fileIds: [stolen.id] })).toMatchObject({
      __typename: 'InvalidInputError',
      field: 'fileIds',
    })
  })

  it('leaves the customer waiting as before, and tells them nothing', async () => {
    const { conversationId } = await customerWrites(hub.services, hub)('visitor', 'My brake is broken')
    const message = await db().message.findFirstOrThrow({ where: { conversationId } })
    const before = await db().conversation.findUniqueOrThrow({ where: { id: conversationId } })
    const { note } = await pass(message, { channelId: mailbox.id })
    await handed(note.id)
    const after = await db().conversation.findUniqueOrThrow({ where: { id: conversationId } })
    const kept = ({ status, waitingSince, unreadCount, assigneeId, firstReplyAt }: typeof before) => ({
      status,
      waitingSince,
      unreadCount,
      assigneeId,
      firstReplyAt,
    })
    expect(kept(after)).toEqual(kept(before))
    expect(await db().participant.count({ where: { conversationId } })).toBe(0)
  })

  it('is no way into the conversation: an answer to it begins another one, which says where it comes from', async () => {
    const message = await mailed('quiet@example.com')
    const { note } = await pass(message)
    const out = await handed(note.id)
    expect(out).toMatchObject({ aside: true, references: [] })
    expect(out.reference).toMatch(/^<[0-9a-f]{32}@centre\.example>$/)
    const evidence = [{ kind: 'reference' as const, value: out.reference }]
    await mailbox.bring(mailFrom('works@bikes.example', 'We can.', { evidence }))
    const answer = await vi.waitFor(
      () => db().message.findFirstOrThrow({ where: { body: 'We can.' }, include: { conversation: true } }),
      15_000,
    )
    expect(answer.threadReason).toBe('not a participant')
    expect(answer.conversation).toMatchObject({ previousId: message.conversationId })
    expect(answer.conversationId).not.toBe(message.conversationId)
  })

  it('is passed on once, however often it is asked for', async () => {
    const message = await mailed('once@example.com')
    const clientId = newId()
    const all = await Promise.all(Array.from({ length: 5 }, () => pass(message, { clientId })))
    expect(new Set(all.map((one) => one.note.id)).size).toBe(1)
    await handed(all[0].note.id)
    expect(carrier.handed.filter((out) => out.messageId === all[0].note.id)).toHaveLength(1)
  })

  it.each([
    ['to', { to: [] }],
    ['to', { to: ['the workshop'] }],
    ['cc', { cc: ['nobody@'] }],
    ['subject', { subject: 'x'.repeat(300) }],
    ['body', { body: 'x'.repeat(20_001) }],
    ['channelId', { channelId: 'nowhere' }],
  ])('is refused at the field that is wrong: %s', async (field, wrong) => {
    const message = await mailed(`${newId()}@example.com`)
    expect(await pass(message, wrong)).toMatchObject({ __typename: 'InvalidInputError', field })
    expect(await db().message.count({ where: { conversationId: message.conversationId } })).toBe(1)
  })

  it('is no note: what colleagues say to one another stays among them', async () => {
    const { conversationId } = await mailed('noted@example.com')
    const said = { conversationId, clientId: newId(), body: 'Third time she asks' }
    const { note } = await mia.mutate('addNote', said, 'note: message { id }')
    expect(await pass({ id: note.id, conversationId })).toMatchObject({
      __typename: 'InvalidInputError',
      field: 'messageId',
    })
  })

  it('is no message of another conversation, and needs a mailbox', async () => {
    const [one, other] = [await mailed('one@example.com'), await mailed('two@example.com')]
    const wrong = await pass({ id: one.id, conversationId: other.conversationId })
    expect(wrong.__typename).toBe('NotFoundError')
    const { conversationId } = await customerWrites(hub.services, hub)('chatting', 'Hello')
    const { id } = await db().message.findFirstOrThrow({ where: { conversationId } })
    expect(await pass({ id, conversationId })).toMatchObject({ __typename: 'InvalidInputError', field: 'channelId' })
  })

  it('is nothing that a visitor finds in their thread', async () => {
    const ada = visitor(hub.url, hub.channelKey)
    await ada.begin()
    const listening = ada.listen()
    const { body: written } = await ada.write('My brake is broken')
    const message = await db().message.findUniqueOrThrow({ where: { id: written.message.id } })
    const { note } = await pass(message, { channelId: mailbox.id, body: 'Between us' })
    await handed(note.id)
    await mia.mutate('reply', { conversationId: message.conversationId, clientId: newId(), body: 'We look into it' })
    await listening.until((heard) => JSON.stringify(heard).includes('We look into it'))
    expect(JSON.stringify(listening.heard)).not.toContain('Between us')
    listening.stop()
    const { body: thread } = await ada.call('GET', `conversations/${message.conversationId}`)
    expect(JSON.stringify(thread)).toContain('My brake is broken')
    expect(JSON.stringify(thread)).not.toContain('Between us')
  })
})
