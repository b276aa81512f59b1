import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import {
  administrators,
  anybody,
  everyone,
  fieldsOf,
  leads,
  leadsOfBrand,
  leadsOfBrandHidden,
  leadsWithin,
  mutate,
  no,
  nobodyElse,
  ofBrand,
  openCallers,
  type Row,
  rowOf,
  securing,
  seniors,
  trying,
} from '../support/policy.ts'
import { aNumber, type Things, things } from '../support/things.ts'

let hub: Hub
let callers: Map<string, AgentClient>
let thirdBrand: string
beforeAll(async () => {
  hub = await startHub({ env: { TRUST_PROXY: 'true' } })
  ;({ callers, thirdBrand } = await openCallers(hub))
})
afterAll(() => hub.stop())

const server = { host: 'mail.example.com', port: 465 }
const mailbox = (t: Things) => ({ address: `${t.fresh()}@example.com`, smtp: server })
const number = () => ({ number: aNumber(), accountId: 'AC1' })
const secrets = { authToken: 'a token' }

type Mutation = { may: Row; input: (t: Things) => Promise<object> | object }

const mutations: Record<string, Mutation> = {
  acceptInvitation: {
    may: anybody('yes'),
    input: async (t) => ({ token: (await t.invitation()).token, name: 'New', password: 'long enough' }),
  },
  acceptOffer: { may: nobodyElse, input: async (t) => ({ offerId: await t.offer() }) },
  addContactAddress: {
    may: ofBrand,
    input: async (t) => ({ contactId: await t.contact(), kind: 'EMAIL', value: `${t.fresh()}@example.com` }),
  },
  addNote: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), clientId: t.fresh(), body: 'note' }) },
  archiveQueue: { may: leadsOfBrand, input: async (t) => ({ queueId: await t.queue() }) },
  assignConversation: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), agentId: null }) },
  cancelDelivery: { may: ofBrand, input: async (t) => ({ messageId: await t.outgoing('queued') }) },
  checkEmailChannel: {
    may: trying,
    input: async (t) => ({ channelId: await t.mailbox(), settings: mailbox(t) }),
  },
  checkSmsChannel: { may: trying, input: async (t) => ({ channelId: await t.number(), secrets }) },
  connectSmsNumber: { may: trying, input: async (t) => ({ channelId: await t.number() }) },
  createBrand: { may: administrators, input: (t) => ({ name: t.fresh() }) },
  createChatChannel: { may: administrators, input: () => ({ name: 'Chat', brandId: hub.brandId }) },
  createEmailChannel: {
    may: administrators,
    input: (t) => ({ name: 'Mail', brandId: hub.brandId, settings: mailbox(t) }),
  },
  createFirstAdministrator: {
    may: anybody('ConflictError'),
    input: () => ({ name: 'Eve', email: 'eve@example.com', password: 'long enough', centre: 'Hers' }),
  },
  createLabel: { may: leads, input: (t) => ({ name: t.fresh() }) },
  createPresenceReason: { may: leads, input: (t) => ({ name: t.fresh().slice(-40) }) },
  createSkill: { may: leads, input: (t) => ({ name: t.fresh() }) },
  createQueue: {
    may: leadsOfBrand,
    input: (t) => ({ name: t.fresh(), brandId: hub.brandId, everyone: true }),
  },
  createSmsChannel: {
    may: administrators,
    input: () => ({ name: 'Texts', brandId: hub.brandId, settings: number(), secrets }),
  },
  createTeam: { may: leads, input: (t) => ({ name: t.fresh() }) },
  declineOffer: { may: nobodyElse, input: async (t) => ({ offerId: await t.offer() }) },
  deleteAlertRule: { may: leadsOfBrand, input: async (t) => ({ ruleId: await t.alertRule() }) },
  deleteLabel: { may: leads, input: async (t) => ({ labelId: await t.label() }) },
  deleteSkill: { may: leads, input: async (t) => ({ skillId: await t.skill() }) },
  deleteWallboard: { may: leadsOfBrand, input: async (t) => ({ wallboardId: await t.wallboard() }) },
  deleteTeam: { may: leads, input: async (t) => ({ teamId: await t.team() }) },
  finishWrapUp: {
    may: nobodyElse,
    input: async (t) => {
      const { conversationId } = await t.conversation()
      return { conversationId }
    },
  },
  forcePresence: { may: leadsWithin, input: async (t) => ({ agentId: await t.agent(), reasonId: await t.reason() }) },
  forwardMessage: { may: ofBrand, input: (t) => t.forward() },
  inviteAgent: {
    may: leadsWithin,
    input: (t) => ({ email: `${t.fresh()}@example.com`, role: 'AGENT', brandIds: [hub.brandId] }),
  },
  labelConversation: {
    may: ofBrand,
    input: async (t) => ({ ...(await t.conversation()), add: [await t.label()] }),
  },
  listSmsNumbers: { may: trying, input: async (t) => ({ channelId: await t.number(), secrets }) },
  mergeContacts: {
    may: seniors,
    input: async (t) => ({ intoContactId: await t.contact(), fromContactId: await t.contact() }),
  },
  answerHelp: { may: ofBrand, input: async (t) => ({ messageId: (await t.call()).messageId }) },
  deleteGroup: { may: leads, input: async (t) => ({ groupId: await t.group() }) },
  markRoomSeen: { may: ofBrand, input: async (t) => ({ roomId: await t.room(), seq: 1 }) },
  saveGroup: { may: leads, input: async (t) => ({ id: await t.group(), name: t.fresh().slice(-40) }) },
  sendRoomMessage: {
    may: ofBrand,
    input: async (t) => ({ roomId: await t.room(), clientId: t.fresh(), body: 'Hello' }),
  },
  joinConversation: { may: seniors, input: (t) => t.conversation() },
  markConversationSeen: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), seq: 1 }) },
  moveToQueue: {
    may: ofBrand,
    input: async (t) => ({ ...(await t.conversation()), queueId: await t.queue() }),
  },
  removeContactAddress: { may: ofBrand, input: (t) => t.address() },
  renameSkill: { may: leads, input: async (t) => ({ skillId: await t.skill(), name: t.fresh() }) },
  reply: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), clientId: t.fresh(), body: 'hello' }) },
  retryDelivery: { may: ofBrand, input: async (t) => ({ messageId: await t.outgoing('failed') }) },
  revokeInvitation: { may: leadsWithin, input: async (t) => ({ invitationId: (await t.invitation()).id }) },
  rotateIdentitySecret: { may: securing, input: async (t) => ({ channelId: await t.channel() }) },
  rotateInboundSecret: { may: securing, input: async (t) => ({ channelId: await t.mailbox() }) },
  rotateWallboard: { may: leadsOfBrand, input: async (t) => ({ wallboardId: await t.wallboard() }) },
  runInboundAgain: { may: leadsOfBrandHidden, input: async (t) => ({ inboundId: await t.failure() }) },
  sendDeliveryNow: { may: ofBrand, input: async (t) => ({ messageId: await t.outgoing('queued') }) },
  setQueueCrisis: {
    may: leadsOfBrand,
    input: async (t) => ({ queueId: await t.queue(), active: true, text: 'Long waits today' }),
  },
  setDisposition: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), disposition: null }) },
  setPresence: { may: everyone, input: async (t) => ({ reasonId: await t.reason() }) },
  saveSlaPolicies: {
    may: leadsOfBrand,
    input: async () => {
      const { slaVersion } = await hub.services.db.prisma.brand.findUniqueOrThrow({ where: { id: hub.brandId } })
      return { brandId: hub.brandId, version: slaVersion, policies: [] }
    },
  },
  saveOpeningHours: { may: leadsOfBrand, input: (t) => ({ brandId: hub.brandId, name: t.fresh(), timeZone: 'UTC' }) },
  deleteOpeningHours: { may: leadsOfBrand, input: async (t) => ({ hoursId: await t.openingHours() }) },
  saveWallboard: { may: leadsOfBrand, input: (t) => ({ brandId: hub.brandId, name: t.fresh() }) },
  saveAlertRule: {
    may: leadsOfBrand,
    input: (t) => ({ brandId: hub.brandId, name: t.fresh(), metric: 'WAITING', threshold: 5 }),
  },
  saveRouting: {
    may: leadsOfBrand,
    input: async () => {
      const { rulesVersion } = await hub.services.db.prisma.brand.findUniqueOrThrow({ where: { id: hub.brandId } })
      return { brandId: hub.brandId, version: rulesVersion, rules: [] }
    },
  },
  setAgentSkills: { may: leadsWithin, input: async (t) => ({ agentId: await t.agent(), skills: [] }) },
  setCapacity: { may: leadsWithin, input: async (t) => ({ agentId: await t.agent(), capacity: 100 }) },
  setContactBlocked: { may: seniors, input: async (t) => ({ contactId: await t.contact(), blocked: true }) },
  setConversationPriority: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), priority: 'HIGH' }) },
  setConversationStatus: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), status: 'PENDING' }) },
  setTyping: { may: ofBrand, input: async (t) => ({ ...(await t.conversation()), typing: true }) },
  unmergeContact: { may: seniors, input: async (t) => ({ mergeId: await t.merge() }) },
  updateAgent: { may: leadsWithin, input: async (t) => ({ agentId: await t.agent(), name: 'Renamed' }) },
  updateBrand: { may: leadsOfBrand, input: () => ({ brandId: hub.brandId, colour: '#112233' }) },
  updateChannelWeight: { may: administrators, input: () => ({ kind: 'SMS', units: 15 }) },
  updateChatChannel: { may: leadsOfBrand, input: async (t) => ({ channelId: await t.channel(), title: 'Hello' }) },
  updateContact: { may: ofBrand, input: async (t) => ({ contactId: await t.contact(), company: 'Acme' }) },
  updateEmailChannel: { may: securing, input: async (t) => ({ channelId: await t.mailbox(), settings: mailbox(t) }) },
  updateLabel: { may: leads, input: async (t) => ({ labelId: await t.label(), colour: 'red' }) },
  updatePresenceReason: { may: leads, input: async (t) => ({ reasonId: await t.reason(), paid: false }) },
  updateProfile: { may: everyone, input: () => ({ theme: 'DARK' }) },
  updateQueue: { may: leadsOfBrand, input: async (t) => ({ queueId: await t.queue(), priorityClass: 2 }) },
  updateSmsChannel: {
    may: securing,
    input: async (t) => ({ channelId: await t.number(), settings: number(), secrets }),
  },
  updateTeam: { may: leads, input: async (t) => ({ teamId: await t.team(), description: 'x' }) },
}

describe('who may change what', () => {
  test('every mutation of the API stands in the table', () => {
    expect([...Object.keys(mutations), 'ping'].toSorted()).toEqual(fieldsOf('getMutationType'))
  })

  test.each(Object.entries(mutations))('%s', async (field, { may, input }) => {
    const made = things(hub)
    const outcomes: [string, string][] = []
    for (const [caller] of rowOf(may)) {
      const by = callers.get(caller)
      if (by) outcomes.push([caller, await mutate(by, field, await input(made))])
    }
    expect(outcomes).toEqual(rowOf(may))
  })

  const named = Object.entries(mutations).filter(([field]) =>
    /^(?!create|invite|accept|updateProfile|updateChannelWeight)/.test(field),
  )
  test.each(named)(
    '%s finds nothing by an id that is guessed, and does not fail over one that is none',
    async (field, { input }) => {
      const by = callers.get('administrator')
      const real = (await input(things(hub))) as Record<string, unknown>
      const key = Object.keys(real).find((name) => /(^id|Id)$/.test(name) && name !== 'clientId') ?? ''
      for (const id of ['01234567-89ab-7def-8123-456789abcdef', 'nonsense', "' OR 1=1 --", '../../etc', '\u0000']) {
        expect(by && (await mutate(by, field, { ...real, [key]: id }))).toBe('hidden')
      }
    },
  )
})

describe('who may join and part contacts that also wrote to another brand', () => {
  const whole: Row = ['sign in', no, 'hidden', no, 'hidden', no, 'hidden', 'yes']
  const operations: Record<string, (t: Things) => Promise<object>> = {
    mergeContacts: async (t) => ({
      intoContactId: await t.contact(),
      fromContactId: await t.sharedContact(thirdBrand),
    }),
    unmergeContact: async (t) => ({ mergeId: await t.merge(await t.sharedContact(thirdBrand)) }),
  }
  test.each(Object.entries(operations))('%s', async (field, input) => {
    const outcomes: [string, string][] = []
    for (const [caller] of rowOf(whole)) {
      const by = callers.get(caller)
      if (by) outcomes.push([caller, await mutate(by, field, await input(things(hub)))])
    }
    expect(outcomes).toEqual(rowOf(whole))
  })

  test('somebody senior of both brands may', async () => {
    const both = await hub.agent({ role: 'senior', brandIds: [hub.brandId, thirdBrand] })
    for (const [field, input] of Object.entries(operations)) {
      expect(await mutate(both, field, await input(things(hub)))).toBe('yes')
    }
  })

  test('they are suggested to nobody who could not join them, seen from either side', async () => {
    const made = things(hub)
    const [own, shared] = [await made.contact(), await made.sharedContact(thirdBrand)]
    const data = { email: `${made.fresh()}@example.com` }
    await hub.services.db.prisma.contact.updateMany({ where: { id: { in: [own, shared] } }, data })
    const suggested = async (caller: string, contactId: string) =>
      (await callers.get(caller)?.gql(`{ duplicatesOf(contactId: "${contactId}") { contact { id } } }`))?.data
        .duplicatesOf.length
    for (const id of [own, shared]) {
      expect([await suggested('senior', id), await suggested('administrator', id)]).toEqual([0, 1])
    }
  })
})
