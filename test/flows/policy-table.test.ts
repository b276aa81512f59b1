import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgentClient, agentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { aNumber, type Things, things } from '../support/things.ts'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
const fieldsOf = (type: 'getQueryType' | 'getMutationType' | 'getSubscriptionType') =>
  Object.keys(schema[type]()?.getFields() ?? {}).toSorted()

let hub: Hub
let otherBrand: string
let thirdBrand: string
const callers = new Map<string, AgentClient>()
beforeAll(async () => {
  hub = await startHub({ env: { TRUST_PROXY: 'true' } })
  otherBrand = (await hub.services.db.prisma.brand.create({ data: { name: 'Somebody else' } })).id
  thirdBrand = (await hub.services.db.prisma.brand.create({ data: { name: 'A third' } })).id
  callers.set('nobody', agentClient(hub.url, {}, { id: '', name: '' }))
  // At another address than nobody: each may try only so much.
  const visits = { authorization: 'Bearer a.visitor.token', 'x-forwarded-for': '192.0.2.7' }
  callers.set('visitor', agentClient(hub.url, visits, { id: '', name: '' }))
  for (const role of ['agent', 'senior', 'supervisor'] as const) {
    callers.set(role, await hub.agent({ role, brandIds: [hub.brandId] }))
    callers.set(`${role} elsewhere`, await hub.agent({ role, brandIds: [otherBrand] }))
  }
  callers.set('administrator', await hub.agent({ role: 'administrator' }))
})
afterAll(() => hub.stop())

/**
 * What comes of an operation on a thing of the first brand: `yes`, `hidden` (as if there were none), `forbidden`,
 * `sign in`, or the name of another expected failure.
 */
type Outcome = 'yes' | 'hidden' | 'forbidden' | 'sign in' | 'ConflictError'

/** Columns of the table: agent, elsewhere; senior, elsewhere; supervisor, elsewhere; administrator. */
const columns = [
  'agent',
  'agent elsewhere',
  'senior',
  'senior elsewhere',
  'supervisor',
  'supervisor elsewhere',
  'administrator',
]
type Row = [anybody: Outcome, ...signedIn: Outcome[]]
const anybody = (outcome: Outcome): Row => [outcome, ...columns.map(() => outcome)]
const everyone: Row = ['sign in', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes']
const ofBrand: Row = ['sign in', 'yes', 'hidden', 'yes', 'hidden', 'yes', 'hidden', 'yes']
const seniors: Row = ['sign in', 'forbidden', 'hidden', 'yes', 'hidden', 'yes', 'hidden', 'yes']
const no = 'forbidden'
const leads: Row = ['sign in', no, no, no, no, 'yes', 'yes', 'yes']
const leadsWithin: Row = ['sign in', no, no, no, no, 'yes', no, 'yes']
const leadsOfBrand: Row = ['sign in', no, no, no, no, 'yes', 'hidden', 'yes']
/** Agents of the brand learn that it is not theirs to do; those of others, that there is none. */
const leadsOfBrandHidden: Row = ['sign in', no, 'hidden', no, 'hidden', 'yes', 'hidden', 'yes']
const securing: Row = ['sign in', no, no, no, no, no, 'hidden', 'yes']
/** An offer is for whoever is asked, whatever role others have. */
const nobodyElse: Row = ['sign in', ...columns.map((): Outcome => 'hidden')]
const administrators: Row = ['sign in', no, no, no, no, no, no, 'yes']
/** As `administrators`: they are told that this hub has nobody to carry mail or texts. */
const trying: Row = ['sign in', no, no, no, no, no, no, 'ConflictError']

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

/** A query, its variables, and whether its answer shows the thing of the first brand that was asked for. */
// oxlint-disable-next-line typescript/no-explicit-any -- an answer; a wrong name of a field fails the test
type Query = { may: Row; ask: (t: Things) => Promise<[query: string, shows: (data: any) => boolean]> }
const byId = (ids: { id: string }[], id: string) => ids.some((row) => row.id === id)

const queries: Record<string, Query> = {
  agentNumbers: {
    may: ['sign in', 'hidden', 'hidden', 'hidden', 'hidden', 'yes', 'yes', 'yes'],
    ask: async (t) =>
      held(await t.agent(), (id) => [
        '{ agentNumbers(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z") { agent { id } } }',
        (d) =>
          byId(
            d.agentNumbers.map((one: { agent: { id: string } }) => one.agent),
            id,
          ),
      ]),
  },
  agents: {
    may: everyone,
    ask: async (t) => held(await t.agent(), (id) => ['{ agents { id } }', (d) => byId(d.agents, id)]),
  },
  alertRules: {
    may: leadsOfBrand,
    ask: async (t) => held(await t.alertRule(), (id) => ['{ alertRules { id } }', (d) => byId(d.alertRules, id)]),
  },
  alerts: {
    may: leadsOfBrand,
    ask: async (t) => {
      const data = { ruleId: await t.alertRule(), subjectId: hub.brandId, subject: 'It', value: 6, worst: 6 }
      const now = new Date()
      const { id } = await hub.services.db.prisma.alert.create({ data: { ...data, beganAt: now, firedAt: now } })
      return ['{ alerts(first: 200) { id } }', (d) => byId(d.alerts, id)]
    },
  },
  brands: { may: ofBrand, ask: async () => ['{ brands { id } }', (d) => byId(d.brands, hub.brandId)] },
  channelWeights: {
    may: everyone,
    ask: async () => ['{ channelWeights { kind } }', (d) => d.channelWeights.length > 0],
  },
  channel: {
    may: ofBrand,
    ask: async (t) => [`{ channel(id: "${await t.channel()}") { id } }`, (d) => d.channel !== null],
  },
  channelHealth: {
    may: leadsOfBrand,
    ask: async (t) =>
      held(await t.channel(), (id) => [
        '{ channelHealth { channel { id } } }',
        (d) =>
          byId(
            d.channelHealth.map((row: { channel: { id: string } }) => row.channel),
            id,
          ),
      ]),
  },
  channels: {
    may: ofBrand,
    ask: async (t) => held(await t.channel(), (id) => ['{ channels { id } }', (d) => byId(d.channels, id)]),
  },
  contact: {
    may: ofBrand,
    ask: async (t) => [`{ contact(id: "${await t.contact()}") { id } }`, (d) => d.contact !== null],
  },
  contacts: {
    may: ofBrand,
    ask: async (t) => {
      const id = await t.contact()
      return ['{ contacts(first: 100) { edges { node { id } } } }', (d) => nodes(d.contacts).includes(id)]
    },
  },
  conversation: {
    may: ofBrand,
    ask: async (t) => {
      const { conversationId } = await t.conversation()
      return [`{ conversation(id: "${conversationId}") { id } }`, (d) => d.conversation !== null]
    },
  },
  dryRun: {
    may: ['sign in', 'hidden', 'hidden', 'hidden', 'hidden', 'yes', 'hidden', 'yes'],
    ask: async (t) => {
      const change = `change: { queueId: "${await t.queue()}" }`
      const period = 'from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z"'
      return [`{ dryRun(input: { ${change}, ${period} }) { __typename } }`, (d) => d.dryRun.__typename === 'DryRun']
    },
  },
  duplicatesOf: {
    may: ofBrand,
    ask: async (t) => {
      const [one, other] = [await t.contact(), await t.contact()]
      const data = { email: `${t.fresh()}@example.com` }
      await hub.services.db.prisma.contact.updateMany({ where: { id: { in: [one, other] } }, data })
      return [`{ duplicatesOf(contactId: "${one}") { contact { id } } }`, (d) => d.duplicatesOf.length === 1]
    },
  },
  inbox: {
    may: ofBrand,
    ask: async (t) => {
      const { conversationId } = await t.conversation()
      return [
        '{ inbox(view: ALL, first: 100) { edges { node { id } } } }',
        (d) => nodes(d.inbox).includes(conversationId),
      ]
    },
  },
  groups: {
    may: leads,
    ask: async (t) => held(await t.group(), (id) => ['{ groups { id } }', (d) => byId(d.groups, id)]),
  },
  rooms: {
    may: ofBrand,
    ask: async (t) => held(await t.room(), (id) => ['{ rooms { id } }', (d) => byId(d.rooms, id)]),
  },
  roomMessages: {
    may: ofBrand,
    ask: async (t) => {
      const { roomId, messageId } = await t.call()
      return [
        `{ roomMessages(roomId: "${roomId}") { nodes { id } } }`,
        (d) => byId(d.roomMessages?.nodes ?? [], messageId),
      ]
    },
  },
  agentDesk: {
    may: leadsOfBrand,
    ask: async (t) => {
      const { agentId, conversationId } = await t.taken()
      return [`{ agentDesk(agentId: "${agentId}") { id } }`, (d) => byId(d.agentDesk, conversationId)]
    },
  },
  looks: {
    may: leadsOfBrand,
    ask: async (t) =>
      held(await t.look(), (id) => [
        '{ looks { edges { node { id } } } }',
        (d) =>
          byId(
            d.looks.edges.map((one: { node: { id: string } }) => one.node),
            id,
          ),
      ]),
  },
  floorAgents: {
    may: leads,
    ask: async (t) =>
      held(await t.agent(), (id) => [
        '{ floorAgents { agent { id } } }',
        (d) =>
          byId(
            d.floorAgents.map((one: { agent: { id: string } }) => one.agent),
            id,
          ),
      ]),
  },
  inboxCounts: {
    may: ofBrand,
    ask: async (t) => held(await t.conversation(), () => ['{ inboxCounts { all } }', (d) => d.inboxCounts.all > 0]),
  },
  invitation: {
    may: anybody('yes'),
    ask: async (t) => [
      `{ invitation(token: "${(await t.invitation()).token}") { email } }`,
      (d) => d.invitation !== null,
    ],
  },
  invitations: {
    may: leads,
    ask: async (t) =>
      held((await t.invitation()).id, (id) => ['{ invitations { id } }', (d) => byId(d.invitations, id)]),
  },
  labels: {
    may: everyone,
    ask: async (t) => held(await t.label(), (id) => ['{ labels { id } }', (d) => byId(d.labels, id)]),
  },
  openOffers: { may: everyone, ask: async () => ['{ openOffers { id } }', (d) => d.openOffers.length === 0] },
  presenceIntervals: {
    may: leads,
    ask: async (t) => {
      const asked = `agentId: "${await t.agent()}", from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z"`
      return [`{ presenceIntervals(${asked}) { id } }`, (d) => d.presenceIntervals.length === 0]
    },
  },
  presenceReasons: {
    may: everyone,
    ask: async (t) =>
      held(await t.reason(), (id) => ['{ presenceReasons { id } }', (d) => byId(d.presenceReasons, id)]),
  },
  channelNumbers: {
    may: leadsOfBrand,
    ask: async (t) => {
      await t.conversation()
      const to = new Date(Date.now() + 60_000)
      const from = new Date(to.getTime() - 86_400_000)
      return [
        `{ channelNumbers(from: "${from.toISOString()}", to: "${to.toISOString()}") { channel { id } } }`,
        (d) =>
          byId(
            d.channelNumbers.map((one: { channel: { id: string } }) => one.channel),
            hub.channelId,
          ),
      ]
    },
  },
  queueNumbers: {
    may: leadsOfBrand,
    ask: async (t) =>
      held(await t.queue(), (id) => [
        '{ queueNumbers(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z") { queue { id } } }',
        (d) =>
          byId(
            d.queueNumbers.map((one: { queue: { id: string } }) => one.queue),
            id,
          ),
      ]),
  },
  queues: {
    may: ofBrand,
    ask: async (t) => held(await t.queue(), (id) => ['{ queues { id } }', (d) => byId(d.queues, id)]),
  },
  slaPolicies: {
    may: leadsOfBrand,
    ask: async () => [
      '{ slaPolicies { brand { id } } }',
      (d) =>
        byId(
          d.slaPolicies.map((one: { brand: { id: string } }) => one.brand),
          hub.brandId,
        ),
    ],
  },
  routing: {
    may: leadsOfBrand,
    ask: async () => [
      '{ routing { brand { id } } }',
      (d) =>
        byId(
          d.routing.map((one: { brand: { id: string } }) => one.brand),
          hub.brandId,
        ),
    ],
  },
  skills: {
    may: everyone,
    ask: async (t) => held(await t.skill(), (id) => ['{ skills { id } }', (d) => byId(d.skills, id)]),
  },
  setup: { may: anybody('yes'), ask: async () => ['{ setup { demo } }', (d) => d.setup !== null] },
  teams: {
    may: everyone,
    ask: async (t) => held(await t.team(), (id) => ['{ teams { id } }', (d) => byId(d.teams, id)]),
  },
  wallboard: {
    may: anybody('yes'),
    ask: async (t) => {
      const boss = await hub.agent({ role: 'administrator' })
      const input = { brandId: hub.brandId, name: t.fresh() }
      const link: string = (await boss.mutate('saveWallboard', input, 'board { link }')).board.link
      return [`{ wallboard(token: "${link.split('/').at(-1)}") { name } }`, (d) => d.wallboard !== null]
    },
  },
  openingHours: {
    may: leadsOfBrand,
    ask: async (t) =>
      held(await t.openingHours(), (id) => ['{ openingHours { id } }', (d) => byId(d.openingHours, id)]),
  },
  wallboards: {
    may: leadsOfBrand,
    ask: async (t) => held(await t.wallboard(), (id) => ['{ wallboards { id } }', (d) => byId(d.wallboards, id)]),
  },
  viewer: {
    may: ['hidden', ...everyone.slice(1)] as Row,
    ask: async () => ['{ viewer { locale } }', (d) => d.viewer !== null],
  },
}

function held<T, R>(thing: T, ask: (thing: T) => R): R {
  return ask(thing)
}
const nodes = (connection: { edges: { node: { id: string } }[] }) => connection.edges.map(({ node }) => node.id)
const rowOf = ([none, ...rest]: Row) =>
  [['nobody', none], ['visitor', none], ...columns.map((c, i) => [c, rest[i]])] as [string, Outcome][]

function refusal(errors: { extensions?: Record<string, unknown> }[]): string {
  const code = String(errors[0]?.extensions?.['code'])
  return { UNAUTHENTICATED: 'sign in', FORBIDDEN: 'forbidden' }[code] ?? code
}

async function mutate(by: AgentClient, field: string, input: object): Promise<string> {
  const name = `${field[0]?.toUpperCase()}${field.slice(1)}`
  const text = `mutation($input: ${name}Input!) { ${field}(input: $input) { __typename ... on UserError { message } } }`
  const { data, errors } = await by.gql(text, { input })
  if (errors) return refusal(errors)
  const member: string = data[field].__typename
  const known: Record<string, string> = {
    [`${name}Payload`]: 'yes',
    NotFoundError: 'hidden',
    ForbiddenError: 'forbidden',
  }
  return known[member] ?? `${member}: ${data[field].message}`.replace(/^ConflictError.*/, 'ConflictError')
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

describe('who may see what', () => {
  test('every query of the API stands in the table', () => {
    expect(Object.keys(queries).toSorted()).toEqual(fieldsOf('getQueryType'))
    expect(fieldsOf('getSubscriptionType')).toEqual(['changes'])
  })

  test.each(Object.entries(queries))('%s', async (_field, { may, ask }) => {
    const made = things(hub)
    const outcomes: [string, string][] = []
    for (const [caller] of rowOf(may)) {
      const [text, shows] = await ask(made)
      const { data, errors } = (await callers.get(caller)?.gql(text)) ?? {}
      outcomes.push([caller, errors ? refusal(errors) : shows(data) ? 'yes' : 'hidden'])
    }
    expect(outcomes).toEqual(rowOf(may))
  })
})
