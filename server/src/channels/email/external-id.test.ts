import { describe, expect, it } from 'vitest'
import { externalIdOf, headersOf } from './external-id.ts'

const mail = (headers: string, body = 'Where is my order?\r\n') => Buffer.from(`${headers}\r\n\r\n${body}`)

describe('what a mail is known by', () => {
  it('is its Message-ID and how it begins', () => {
    const id = externalIdOf(mail('Message-ID: <a@b>\r\nSubject: Hi'))
    expect(id).toMatch(/^<a@b>#[0-9a-f]{24}$/)
    expect(externalIdOf(mail('Message-ID: <a@b>\r\nSubject: Hi', 'Something else'))).not.toBe(id)
  })
  it('does not change with what servers write on top, nor with line ends', () => {
    const id = externalIdOf(mail('Message-ID: <a@b>'))
    expect(externalIdOf(mail('Received: by somebody\r\n\tfor you\r\nMessage-ID:\r\n <a@b>'))).toBe(id)
    expect(externalIdOf(Buffer.from('Message-ID: <a@b>\n\nWhere is my order?\n'))).toBe(id)
  })
  it('is found without a Message-ID, with a broken one and with an endless one', () => {
    const plain = externalIdOf(mail('From: a@b\r\nDate: today'))
    expect(plain).toMatch(/^#[0-9a-f]{24}$/)
    expect(externalIdOf(mail('From: a@b\r\nDate: yesterday'))).not.toBe(plain)
    expect(externalIdOf(mail('Message-ID: none'))).toMatch(/^#/)
    expect(externalIdOf(mail(`Message-ID: <${'x'.repeat(5000)}@b>`))).toHaveLength(25)
  })
  it('is found for what is no mail at all', () => {
    expect(externalIdOf(mail('Message-ID: <a\0\u0007@b>'))).toMatch(/^#[0-9a-f]{24}$/)
    expect(externalIdOf(Buffer.alloc(0))).toMatch(/^#/)
    expect(externalIdOf(Buffer.from([0, 255, 13, 10]))).toMatch(/^#/)
  })
})

describe('the headers of a mail', () => {
  it('hold nothing that a database does not take', () => {
    expect(headersOf(mail('Subject: a\0b'))).toBe('Subject: ab')
  })
  it('end at the first empty line', () => {
    expect(headersOf(mail('A: 1\r\nB: 2'))).toBe('A: 1\r\nB: 2')
    expect(headersOf(Buffer.from('A: 1\r\nB: 2'))).toBe('A: 1\r\nB: 2')
  })
})
