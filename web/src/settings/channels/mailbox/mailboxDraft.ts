import type { MailboxPartsFragment } from '../../../gql/gen/graphql.ts'
import { domainOf, known, type ServerDraft } from './presets.ts'

export type EmailOf<C extends MailboxPartsFragment = MailboxPartsFragment> = NonNullable<C['email']>

const secretNames = ['password', 'smtpPassword', 'clientId', 'clientSecret', 'refreshToken', 'dkimPrivateKey'] as const
export type SecretName = (typeof secretNames)[number]

/** A mailbox as it is edited. Secrets that are empty stay as they are. */
export interface MailboxDraft {
  name: string
  enabled: boolean
  address: string
  displayName: string
  signature: string
  /** Mail is fetched from a server, and does not only come by webhook. */
  fetches: boolean
  imap: ServerDraft & { folder: string }
  smtp: ServerDraft
  signIn: { kind: string; provider: string; tokenUrl: string; scope: string }
  plusAddressing: boolean
  signs: boolean
  dkim: { domain: string; selector: string }
  undoSeconds: number
  takeDays: number
  saveSent: boolean
  secrets: Record<SecretName, string>
}

/** Nothing entered. */
export const noSecrets = (): MailboxDraft['secrets'] =>
  Object.fromEntries(secretNames.map((name) => [name, ''])) as MailboxDraft['secrets']

const server = ({ host, port, security, user }: ServerDraft): ServerDraft => ({ host, port, security, user })

/** A mailbox to edit. */
export function mailboxDraft(channel: MailboxPartsFragment & { email: EmailOf }): MailboxDraft {
  const { name, enabled, email } = channel
  const { address, displayName, signature, plusAddressing, undoSeconds, takeDays, saveSent } = email
  const { kind, provider, tokenUrl, scope } = email.signIn
  const imap = email.imap ?? known('other', domainOf(address)).imap
  return {
    name,
    enabled,
    address,
    displayName,
    signature,
    plusAddressing,
    undoSeconds,
    takeDays,
    saveSent,
    fetches: email.imap !== null,
    imap: { ...server(imap), folder: imap.folder },
    smtp: server(email.smtp),
    signIn: { kind, provider: provider ?? 'custom', tokenUrl: tokenUrl ?? '', scope: scope ?? '' },
    signs: email.dkim !== null,
    dkim: { domain: email.dkim?.domain ?? domainOf(address), selector: email.dkim?.selector ?? '' },
    secrets: noSecrets(),
  }
}

/** What the hub is given of a draft. */
export function mailboxInput(draft: Omit<MailboxDraft, 'name' | 'enabled'>) {
  const { address, displayName, signature, plusAddressing, saveSent, signIn } = draft
  const oauth2 = { ...signIn, tokenUrl: signIn.tokenUrl || null, scope: signIn.scope || null }
  const settings = {
    address,
    displayName,
    signature,
    plusAddressing,
    saveSent,
    imap: draft.fetches ? numbered(draft.imap) : null,
    smtp: numbered(draft.smtp),
    signIn: signIn.kind === 'oauth2' ? oauth2 : { kind: signIn.kind },
    dkim: draft.signs ? draft.dkim : null,
    undoSeconds: Number(draft.undoSeconds),
    takeDays: Number(draft.takeDays),
  }
  return { settings, secrets: Object.fromEntries(Object.entries(draft.secrets).filter(([, value]) => value !== '')) }
}

/** A field of numbers that was emptied holds a text. */
const numbered = <S extends ServerDraft>(one: S): S => ({ ...one, port: Number(one.port) })
