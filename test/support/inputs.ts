import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { Things } from './things.ts'

export const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

/** One place of an operation's arguments where a client may write a text: `['input', 'formFields', '0', 'label']`. */
export type Place = string[]

/** An operation with one of the places of its arguments. */
export interface Target {
  kind: 'query' | 'mutation'
  field: string
  place: Place
}

type Slot = GraphQLArgument | GraphQLInputField

/** Every place of every operation that takes a text, out of the printed schema. */
export function textPlaces(): Target[] {
  const of = (kind: Target['kind']) => {
    const fields = Object.values(
      (kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
    )
    return fields.flatMap(({ name: field, args }) => places(args).map((place) => ({ kind, field, place })))
  }
  return [...of('query'), ...of('mutation')]
}

function places(slots: readonly Slot[]): Place[] {
  return slots.flatMap(({ name, type }) => below(getNullableType(type)).map((rest) => [name, ...rest]))
}

function below(type: GraphQLInputType): Place[] {
  if (isListType(type)) return below(getNullableType(type.ofType as GraphQLInputType)).map((rest) => ['0', ...rest])
  if (isInputObjectType(type)) return places(Object.values(type.getFields()))
  return ['String', 'ID', 'JSON', 'DateTime', 'Cursor'].includes(getNamedType(type).name) ? [[]] : []
}

/** The smallest arguments that are accepted, with `value` at the target's place. */
export async function argumentsFor(target: Target, value: unknown, made: Things): Promise<Record<string, unknown>> {
  const root = target.kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  const own = { ...made, channel: channelOf(target.field, made) }
  return filled(root?.getFields()[target.field]?.args ?? [], target.place, value, own)
}

/** A channel of the kind that an operation is about. */
function channelOf(field: string, made: Things): Things['channel'] {
  if (/Email|Inbound/.test(field)) return made.mailbox
  return /Sms/.test(field) ? made.number : made.channel
}

async function filled(slots: readonly Slot[], place: Place | null, value: unknown, made: Things) {
  const entries: Record<string, unknown> = {}
  for (const slot of slots) {
    const rest = place?.[0] === slot.name ? place.slice(1) : null
    if (rest) entries[slot.name] = await within(slot.type, rest, value, made)
    else if (isNonNullType(slot.type) && slot.defaultValue === undefined && slot.default === undefined)
      entries[slot.name] = await usual(slot, made)
  }
  return entries
}

async function within(type: GraphQLInputType, place: Place, value: unknown, made: Things): Promise<unknown> {
  const known = getNullableType(type)
  if (place.length === 0) return value
  if (isListType(known)) return [await within(known.ofType as GraphQLInputType, place.slice(1), value, made)]
  return isInputObjectType(known) ? filled(Object.values(known.getFields()), place, value, made) : value
}

/** A value that a form would send. */
async function usual({ name, type }: Slot, made: Things): Promise<unknown> {
  const known = getNullableType(type)
  if (isListType(known)) return []
  if (isInputObjectType(known)) return filled(Object.values(known.getFields()), null, null, made)
  if (isEnumType(known)) return known.getValues()[0]?.name
  const byName: Record<string, () => unknown> = {
    conversationId: async () => (await made.conversation()).conversationId,
    contactId: made.contact,
    intoContactId: made.contact,
    fromContactId: made.contact,
    mergeId: made.merge,
    labelId: made.label,
    teamId: made.team,
    queueId: made.queue,
    offerId: made.offer,
    channelId: made.channel,
    agentId: made.agent,
    brandId: made.brand,
    invitationId: async () => (await made.invitation()).id,
    messageId: () => made.outgoing('failed'),
    inboundId: () => made.failure(),
    token: async () => (await made.invitation()).token,
    email: () => `${made.fresh()}@example.com`,
    password: () => 'long enough to be one',
    kind: () => 'text',
    clientId: made.fresh,
  }
  const byType: Record<string, unknown> = { Int: 1, Boolean: true, ID: made.fresh(), String: made.fresh() }
  return (await byName[name]?.()) ?? byType[getNamedType(known).name]
}

/** The text of an operation that takes all its arguments as variables. */
export function operationText({ kind, field }: Pick<Target, 'kind' | 'field'>): string {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  const found = root?.getFields()[field]
  if (!found) throw new Error(`there is no ${kind} ${field}`)
  const declared = found.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = found.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const selected = getNamedType(found.type).toString().endsWith('Result')
    ? '{ __typename ... on UserError { message } }'
    : '{ __typename }'
  return `${kind}(${declared}) { ${field}(${passed}) ${selected} }`
}
