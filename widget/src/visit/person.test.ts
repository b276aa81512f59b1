import { expect, test } from 'vitest'
import { samePerson } from './person.ts'

test('a visitor who signs in keeps what they were writing', () => {
  expect(samePerson('?v1', 'u1')).toBe(true)
  expect(samePerson('?v1', 'v1')).toBe(true)
})

test('nobody gets what another signed-in person was writing', () => {
  expect(samePerson('u1', 'u2')).toBe(false)
  expect(samePerson('u1', '?v2')).toBe(false)
  expect(samePerson('?v1', '?v2')).toBe(false)
})

test('a first visit has nothing to forget', () => {
  expect(samePerson(null, '?v1')).toBe(true)
})
