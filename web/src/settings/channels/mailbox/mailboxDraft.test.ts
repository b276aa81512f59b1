import { describe, expect, it } from 'vitest'
import type { MailboxPartsFragment } from '../../../gql/gen/graphql.ts'
import { type EmailOf, mailboxDraft, mailboxInput } from './mailboxDraft.ts'
import { newMailbox, withPreset } from './newMailbox.ts'

const server = { host: 'mail.fjord.example', port: 993, security: 'tls', user: '' }
const email = {
  address: 'support@fjord.example',
  displayName: '',
  signature: 'Fjord',
  imap: { ...server, folder: 'INBOX' },
  smtp: server,
  signIn: { kind: 'password', provider: null, tokenUrl: null, scope: null },
  plusAddressing: true,
  dkim: null,
  undoSeconds: 10,
  takeDays: 0,
  saveSent: false,
  hasPassword: true,
}
const channel = { id: '1', name: 'Support', kind: 'EMAIL', enabled: true, email } as unknown as MailboxPartsFragment & {
  email: EmailOf
}

describe('a mailbox that is edited', () => {
  it('is given back as it came when nothing was changed, and no secret with it', () => {
    const { settings, secrets } = mailboxInput(mailboxDraft(channel))
    const { hasPassword: _has, signIn: _signIn, ...same } = email
    expect(settings).toEqual({ ...same, signIn: { kind: 'password' } })
    expect(secrets).toEqual({})
  })
  it('gives only the secrets that were entered', () => {
    const draft = mailboxDraft(channel)
    draft.secrets.password = 'new'
    expect(mailboxInput(draft).secrets).toEqual({ password: 'new' })
  })
  it('comes by webhook alone when nothing is fetched', () => {
    expect(mailboxInput({ ...mailboxDraft(channel), fetches: false }).settings.imap).toBeNull()
  })
  it('says of a port that was emptied that there is none', () => {
    const draft = mailboxDraft(channel)
    expect(mailboxInput({ ...draft, smtp: { ...draft.smtp, port: '' as never } }).settings.smtp.port).toBe(0)
  })
})

describe('a mailbox that is yet to be connected', () => {
  it('takes servers and sign-in from its provider and keeps what was written', () => {
    const draft = withPreset({ ...newMailbox(), address: 'a@fjord.example', signature: 'Fjord' }, 'microsoft')
    expect(draft).toMatchObject({ signature: 'Fjord', signIn: { kind: 'oauth2', provider: 'microsoft' } })
    expect(mailboxInput(draft).settings.signIn).toMatchObject({ provider: 'microsoft', tokenUrl: null, scope: null })
  })
})
