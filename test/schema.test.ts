import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type GraphQLArgument,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
} from 'graphql'
import { expect, it } from 'vitest'
import { createSchema } from '../server/src/graphql/schema.ts'
import { schema } from './support/inputs.ts'

/** What lacks a description, by its path. */
function undescribed(): string[] {
  const lacking = (path: string, thing: { description?: string | null }) => (thing.description?.trim() ? [] : [path])
  const own = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !isBuiltIn(name))
  return own.flatMap((type) => {
    const found = lacking(type.name, type)
    if (isEnumType(type)) found.push(...type.getValues().flatMap((v) => lacking(`${type.name}.${v.name}`, v)))
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return found
    for (const field of Object.values(type.getFields())) {
      const path = `${type.name}.${field.name}`
      found.push(...lacking(path, field))
      // The input of a mutation is described by its type, of which there is one for each.
      const all: readonly GraphQLArgument[] = 'args' in field ? field.args : []
      const args = all.filter(({ name }) => name !== 'input')
      found.push(...args.flatMap((arg) => lacking(`${path}(${arg.name})`, arg)))
    }
    return found
  })
}
const isBuiltIn = (name: string) => ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name)

it('what the hub answers has the names that are printed', () => {
  const running = createSchema([]).getTypeMap()
  expect(Object.keys(running).toSorted()).toEqual(Object.keys(schema.getTypeMap()).toSorted())
  for (const [name, type] of Object.entries(running)) expect(type.name).toBe(name)
})

it('every type, field, argument and value of the API says what it is', () => {
  expect(undescribed()).toEqual([])
})

it('every result of a mutation is its payload or an expected error with a message', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ name }) => name !== 'ping')
  for (const { name, type } of mutations) {
    const members = schema.getPossibleTypes(getNamedType(type) as never).map((member) => member.name)
    const payload = `${name[0]?.toUpperCase()}${name.slice(1)}Payload`
    expect(members, name).toContain(payload)
    for (const member of members.filter((found) => found !== payload)) expect(member).toMatch(/Error$/)
  }
})

it('every operation of our own screens is one that the API answers, known by the hash of its text', () => {
  const operations: Record<string, string> = JSON.parse(readFileSync('web/src/gql/gen/persisted.json', 'utf8'))
  expect(Object.keys(operations).length).toBeGreaterThan(20)
  for (const [hash, text] of Object.entries(operations)) {
    expect(createHash('sha256').update(text).digest('hex').slice(0, 32)).toBe(hash)
    expect(validate(schema, parse(text))).toEqual([])
  }
})
