import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import {
  anybody,
  everyone,
  fieldsOf,
  leads,
  leadsOfBrand,
  ofBrand,
  openCallers,
  refusal,
  type Row,
  rowOf,
} from '../support/policy.ts'
import { type Things, things } from '../support/things.ts'

let hub: Hub
let callers: Map<string, AgentClient>
beforeAll(async () => {
  hub = await startHub({ env: { TRUST_PROXY: 'true' } })
  ;({ callers } = await openCallers(hub))
})
afterAll(() => hub.stop())

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
