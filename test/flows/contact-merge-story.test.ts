import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let seniors: AgentClient[]
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  seniors = await Promise.all(['Sam', 'Sue'].map((name) => hub.agent({ name, role: 'senior' })))
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

/** One thing that happens: somebody of four writes, or closes, or an agent joins two contacts, or undoes a merge. */
const step = fc.record({
  action: fc.constantFrom('write', 'close', 'merge', 'merge', 'unmerge' as const),
  who: fc.nat(3),
  other: fc.nat(3),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const story = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 2 })

interface Scene {
  visitors: string[]
  contactIds: string[]
  stored: Set<string>
}

/** Four people, each with something known of them that the others may lack. */
async function begin(): Promise<Scene> {
  const visitors = Array.from({ length: 4 }, newId)
  const first = await Promise.all(visitors.map((who) => write(who, 'Hello?')))
  const contactIds = first.map((one) => one.contactId)
  const known = [{ name: 'Ann' }, { name: 'Bob', phone: '+4930' }, { company: 'Acme', attributes: { vip: true } }, {}]
  for (const [n, data] of known.entries()) {
    await hub.services.db.prisma.contact.update({ where: { id: contactIds[n] ?? '' }, data })
  }
  return { visitors, contactIds, stored: new Set(first.map((one) => one.messageId)) }
}

async function act({ action, who, other }: Step, scene: Scene, senior: AgentClient) {
  const { prisma } = hub.services.db
  const [contactId = '', otherId = ''] = [scene.contactIds[who], scene.contactIds[other]]
  if (action === 'write') {
    const received = await write(scene.visitors[who] ?? '', 'More')
    scene.stored.add(received.messageId)
  }
  if (action === 'close') {
    const identity = { value: scene.visitors[who] ?? '' }
    const open = await prisma.conversation.findFirst({ where: { identity, status: 'open' } })
    if (open) await senior.mutate('setConversationStatus', { conversationId: open.id, status: 'CLOSED' })
  }
  if (action === 'merge') await senior.mutate('mergeContacts', { intoContactId: contactId, fromContactId: otherId })
  if (action === 'unmerge') {
    const holding = await merges(scene)
    const chosen = holding[other % Math.max(holding.length, 1)]
    if (chosen) await senior.mutate('unmergeContact', { mergeId: chosen.id })
  }
}

const merges = ({ contactIds }: Scene) =>
  hub.services.db.prisma.contactMerge.findMany({
    where: { intoId: { in: contactIds }, undoneAt: null },
    orderBy: { id: 'asc' },
  })

/** What is wrong: something is gone, or what belongs together is not with one contact that stands for itself. */
async function wrongs({ contactIds, visitors, stored }: Scene): Promise<string[]> {
  const { prisma } = hub.services.db
  const identities = await prisma.identity.findMany({
    where: { value: { in: visitors } },
    include: { contact: true, conversations: { include: { messages: true } } },
  })
  const found = new Set(identities.flatMap((one) => one.conversations.flatMap((c) => c.messages.map(({ id }) => id))))
  return [
    ...(identities.length === visitors.length ? [] : ['an identity is gone']),
    ...[...stored].filter((id) => !found.has(id)).map((id) => `message ${id} is gone`),
    ...identities.flatMap(({ value, contact, contactId, conversations }) => [
      ...(contact.mergedIntoId ? [`${value} is with a contact that stands for nobody`] : []),
      ...conversations.filter((one) => one.contactId !== contactId).map((one) => `${one.id} is not with its identity`),
      ...(contactIds.includes(contactId) ? [] : [`${value} is with a stranger`]),
    ]),
  ]
}

it('in whatever order contacts are joined and parted while people write, nothing is lost, and undone is as before', async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.infiniteStream(fc.nat(20)), async (actors, choices) => {
      const scene = await begin()
      const { prisma } = hub.services.db
      const people = () =>
        prisma.contact.findMany({
          where: { id: { in: scene.contactIds } },
          select: { id: true, name: true, phone: true, company: true, attributes: true, mergedIntoId: true },
          orderBy: { id: 'asc' },
        })
      const before = await people()
      await Promise.all(
        actors.map(async (steps, n) => {
          for (const one of steps) await act(one, scene, seniors[n] as AgentClient)
        }),
      )
      expect(await wrongs(scene)).toEqual([])
      for (let left = await merges(scene); left.length > 0; left = await merges(scene)) {
        const chosen = left[(choices.next().value ?? 0) % left.length]
        await seniors[0]?.mutate('unmergeContact', { mergeId: chosen?.id })
        expect(await wrongs(scene)).toEqual([])
      }
      expect(await people()).toEqual(before)
      const messages = await prisma.message.findMany({
        where: { id: { in: [...scene.stored] } },
        include: { conversation: { include: { identity: true } } },
      })
      for (const { contactId, conversation } of messages) {
        const own = scene.contactIds[scene.visitors.indexOf(conversation.identity.value)]
        expect([contactId, conversation.contactId, conversation.identity.contactId]).toEqual([own, own, own])
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
