import { expect, it } from 'vitest'
import { attributeName } from './attributeName.ts'

it.each([
  ['plan', 'Plan'],
  ['order_number', 'Order number'],
  ['orderNumber', 'Order number'],
  ['VAT', 'VAT'],
])('the attribute %s is labelled "%s"', (key, label) => expect(attributeName(key)).toBe(label))
