import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { plusAddress } from './plus-address.ts'
import { emailSettings, readEmailSettings } from './settings.ts'
import { withSignature } from './signature.ts'

const least = { address: 'Support@Example.com', smtp: { host: 'smtp.example.com', port: 465 } }

describe('the settings of a mailbox', () => {
  it('need an address and a way to send; the rest is filled in', () => {
    expect(readEmailSettings(least)).toMatchObject({
      address: 'support@example.com',
      imap: null,
      smtp: { host: 'smtp.example.com', port: 465, security: 'tls', user: '' },
      signIn: { kind: 'password' },
      plusAddressing: true,
      undoSeconds: 10,
      takeDays: 0,
      saveSent: false,
    })
    const imap = { host: 'imap.example.com', port: 993 }
    expect(readEmailSettings({ ...least, imap }).imap).toMatchObject({ folder: 'INBOX', security: 'tls' })
  })

  it.each([
    ['address', { address: 'support' }],
    ['address', { address: 'support+more@example.com' }],
    ['address', { address: 'a@b@example.com' }],
    ['displayName', { displayName: 'Support\r\nBcc: all@example.com' }],
    ['smtp.host', { smtp: { host: 'smtp.example.com/path', port: 465 } }],
    ['smtp.port', { smtp: { host: 'smtp.example.com', port: 70_000 } }],
    ['smtp.security', { smtp: { host: 'smtp.example.com', port: 465, security: 'maybe' } }],
    ['imap.folder', { imap: { host: 'imap.example.com', port: 993, folder: '' } }],
    ['signIn.provider', { signIn: { kind: 'oauth2', provider: 'yahoo' } }],
    ['signIn.tokenUrl', { signIn: { kind: 'oauth2', provider: 'custom', tokenUrl: 'here' } }],
    ['dkim.domain', { dkim: { domain: 'a b', selector: 'mail' } }],
    ['undoSeconds', { undoSeconds: 121 }],
    ['takeDays', { takeDays: -1 }],
  ])('name %s when it is wrong in %j', (path, change) => {
    const { issues } = v.safeParse(emailSettings, { ...least, ...change })
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual([path])
  })
})

describe('an address with a plus', () => {
  it('says what comes back to it', () => {
    expect(plusAddress('support@example.com', 'c', '12.ab')).toBe('support+c12.ab@example.com')
    expect(plusAddress('support@example.com', 'b', '12.ab')).toBe('support+b12.ab@example.com')
  })
  it('is the plain one when it would be longer than servers take', () => {
    expect(plusAddress('support@example.com', 'c', 'x'.repeat(60))).toBe('support@example.com')
  })
})

describe('a signature', () => {
  it('stands below the text in both forms, and is no HTML', () => {
    expect(withSignature('Hello', '<p>Hello</p>', 'Ann\n<Fjord>')).toEqual({
      body: 'Hello\n\n-- \nAnn\n<Fjord>',
      html: '<p>Hello</p><br><div class="signature">-- <br>Ann<br>&lt;Fjord&gt;</div>',
    })
  })
  it('is left out where there is none', () => {
    expect(withSignature('Hello', null, '')).toEqual({ body: 'Hello', html: null })
    expect(withSignature('Hello', null, 'Ann').html).toBeNull()
  })
})
