import type { EmailChannelSettings } from '../../../server/src/channels/email/settings.ts'

/** A mail server with any number of mailboxes, whoever wrote it: what the tests of mail are run against. */
export interface MailWorld {
  /** Where the mailbox of an address is read. */
  imapPort(address: string): Promise<number>
  smtpPort: number
  /** The password of every mailbox. */
  password: string
  /** An address of the hub's that nobody has used yet. */
  hubAddress(): string
  /** An address of a customer's that nobody has used yet. */
  customer(): string
  /** An address at which the server answers a recipient with this code. */
  refusing(code: 421 | 451 | 550): string
  /** Hands a mail in as its sender's server would; resolves once the server has it. */
  post(raw: Buffer, from: string, to: string): Promise<void>
  /** What lies in the inbox of an address, the oldest first. */
  inbox(address: string): Promise<Buffer[]>
  /** Gives the mails of an inbox new UIDs under a new UIDVALIDITY; its connections end. */
  renumber(address: string): Promise<void>
  /** The largest mail that it takes, in bytes. */
  largest: number
  stop(): Promise<void>
}

/** The settings of a mailbox in the world, by way of the ports given. */
export function settingsIn(address: string, imapPort: number, smtpPort: number): EmailChannelSettings {
  const host = '127.0.0.1'
  return {
    address,
    displayName: 'Fjord Bicycles',
    signature: '',
    imap: { host, port: imapPort, security: 'none', user: '', folder: 'INBOX' },
    smtp: { host, port: smtpPort, security: 'none', user: '' },
    signIn: { kind: 'password' },
    plusAddressing: true,
    dkim: null,
    undoSeconds: 10,
    takeDays: 0,
    saveSent: false,
  }
}
