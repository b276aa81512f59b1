import { describe, expect, it } from 'vitest'
import { domainOf, known, presetOf } from './presets.ts'

describe('who carries a mailbox', () => {
  it.each([
    ['fjord@gmail.com', 'gmail'],
    [' Fjord@GoogleMail.com ', 'gmail'],
    ['fjord@outlook.com', 'microsoft'],
    ['fjord@hotmail.co.uk', 'microsoft'],
    ['fjord@fjord.onmicrosoft.com', 'microsoft'],
    ['fjord@fastmail.com', 'fastmail'],
    ['support@fjord.example', 'other'],
    ['support@notgmail.com', 'other'],
    ['support', 'other'],
    ['', 'other'],
  ])('is told by “%s”', (address, preset) => expect(presetOf(address)).toBe(preset))

  it('is not told before the address is whole', () => {
    expect(domainOf('support@fjord')).toBe('')
    expect(domainOf('support@fjord.example')).toBe('fjord.example')
  })
})

describe('what is filled in', () => {
  it('are the servers of a provider that is known', () => {
    expect(known('gmail', 'fjord.example').imap).toMatchObject({ host: 'imap.gmail.com', port: 993, folder: 'INBOX' })
    expect(known('microsoft', '')).toMatchObject({ signIn: 'oauth2', oauth2: 'microsoft', saveSent: false })
    expect(known('microsoft', '').smtp).toMatchObject({ port: 587, security: 'starttls' })
  })
  it('is what is usual for a domain of one’s own, and nothing before there is one', () => {
    expect(known('other', 'fjord.example').smtp).toMatchObject({ host: 'smtp.fjord.example', port: 465 })
    expect(known('other', '').imap.host).toBe('')
  })
})
