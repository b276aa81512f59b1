import { type MailboxDraft, noSecrets } from './mailboxDraft.ts'
import { domainOf, known, type Preset } from './presets.ts'

/** A mailbox that is yet to be connected. */
export function newMailbox(): MailboxDraft {
  const about = { name: '', enabled: true, address: '', displayName: '', signature: '' }
  const ways = { fetches: true, plusAddressing: true, signs: false, undoSeconds: 10, takeDays: 0 }
  return withPreset(
    {
      ...about,
      ...ways,
      ...known('other', ''),
      signIn: { kind: 'password', provider: 'custom', tokenUrl: '', scope: '' },
      dkim: { domain: '', selector: '' },
      secrets: noSecrets(),
    },
    'other',
  )
}

/** The draft with what a provider decides. */
export function withPreset(draft: MailboxDraft, preset: Preset): MailboxDraft {
  const { imap, smtp, signIn, oauth2, saveSent } = known(preset, domainOf(draft.address))
  const kept = { ...draft.signIn, kind: signIn, provider: oauth2 }
  return { ...draft, imap, smtp, saveSent, signIn: kept }
}
