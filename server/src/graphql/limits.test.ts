import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { limitsRule } from './limits.ts'

const schema = buildSchema(`
  type Query { inbox(first: Int): Page! }
  type Page { edges: [Edge!]! }
  type Edge { node: Item! }
  type Item { id: ID! labels: [Item!]! inbox(first: Int): Page! }
`)
const refused = (operation: string, cost: number) =>
  validate(schema, parse(operation), [limitsRule({ depth: 12, cost, aliases: 3 })]).map((error) => error.message)

test('a page counts once, however its edges are written', () => {
  // 1 field of the query, 50 edges, 50 nodes, 50 ids.
  const page = '{ inbox(first: 50) { edges { node { id } } } }'
  expect(refused(page, 1 + 3 * 50)).toEqual([])
  expect(refused(page, 3 * 50)).toEqual(['This operation asks for too much: its cost is over 150.'])
})

test('a page inside a page counts as often as the outer one is long', () => {
  const nested = '{ inbox(first: 50) { edges { node { inbox(first: 50) { edges { node { id } } } } } } }'
  expect(refused(nested, 1 + 3 * 50 + 3 * 2500)).toEqual([])
  expect(refused(nested, 3 * 50 + 3 * 2500)).toHaveLength(1)
})

test('a list inside a page counts as ten', () => {
  const labels = '{ inbox(first: 50) { edges { node { labels { id } } } } }'
  expect(refused(labels, 1 + 3 * 50 + 500)).toEqual([])
  expect(refused(labels, 3 * 50 + 500)).toHaveLength(1)
})

test('other names and depth are limited too', () => {
  expect(refused('{ a: inbox { edges { a: node { a: id b: id } } } }', 1000)).toEqual([
    'This operation asks for too much: its aliases is over 3.',
  ])
  const deep = `${'{ inbox { edges { node '.repeat(5)} { id } ${'} } }'.repeat(5)}`
  expect(refused(deep, 1e9)).toContainEqual('This operation asks for too much: its depth is over 12.')
})

test('the schema may be read whole, but not many times at once', () => {
  const whole = getIntrospectionQuery()
  expect(refused(whole, 20_000)).toEqual([])
  const renamed = 'b: types { name } '.repeat(4)
  expect(refused(`{ __schema { types { name } ${renamed} } }`, 20_000)).toHaveLength(1)
  const thrice = '{ __schema { types { name } } b: __schema { types { name } } c: __schema { types { name } } }'
  expect(refused(thrice, 12_000)).toEqual(['This operation asks for too much: its cost is over 12000.'])
})

test('fragments that only name each other are given up soon, however often they do', () => {
  const twice = Array.from({ length: 40 }, (_, n) => `fragment F${n + 1} on Query { ...F${n} ...F${n} }`)
  const operation = `{ ...F40 } fragment F0 on Query { ...F0 } ${twice.join(' ')}`
  expect(refused(operation, 1000)).toContainEqual('This operation asks for too much: its cost is over 1000.')
})
