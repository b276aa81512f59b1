import { describe, expect, it } from 'vitest'
import { e164 } from './phone.ts'

describe('a telephone number', () => {
  it.each([
    ['+15557010001', '+15557010001'],
    [' +49 (30) 123456-0 ', '+49301234560'],
    // A country code that no library knows yet.
    ['+2101234567', '+2101234567'],
  ])('written as %j is %s', (text, number) => expect(e164(text)).toBe(number))

  it.each([
    '',
    '40404',
    'DHL',
    '030 123456',
    '+',
    '+12',
    'whatsapp:+4930123456',
    '+1555701000x',
    `+1${'5'.repeat(20)}`,
  ])('is not %j', (text) => expect(e164(text)).toBeNull())
})
