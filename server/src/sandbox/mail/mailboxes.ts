/** A mail as it lies in a folder. */
export interface StoredMail {
  uid: number
  raw: Buffer
  flags: Set<string>
  receivedAt: Date
  /** The server does not hand it over. */
  withheld?: boolean
}

export interface Folder {
  name: string
  /** What it is for, such as `\Sent`; null for the inbox. */
  use: string | null
  uidValidity: number
  uidNext: number
  /** The oldest first. */
  mails: StoredMail[]
  /** Called after each change. */
  watchers: Set<() => void>
}

export interface MailboxAccount {
  address: string
  password: string
  /** The token that XOAUTH2 takes; null takes none. */
  accessToken: string | null
  folders: Folder[]
}

/** A folder forgets its oldest mails beyond these. */
const mostMails = 2000
const mostBytes = 96_000_000

/** Of a later start it is higher (RFC 3501, 2.3.1.1): nothing is kept over a start, so that every UID is given anew. */
let lastValidity = Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 100)

export function createMailbox(address: string, password: string, accessToken: string | null = null): MailboxAccount {
  const folders = [createFolder('INBOX', null), createFolder('Sent', String.raw`\Sent`)]
  return { address, password, accessToken, folders }
}

function createFolder(name: string, use: string | null): Folder {
  return { name, use, uidValidity: ++lastValidity, uidNext: 1, mails: [], watchers: new Set() }
}

export const inboxOf = (account: MailboxAccount): Folder => folderOf(account, 'INBOX')!

export const folderOf = ({ folders }: MailboxAccount, name: string): Folder | undefined =>
  folders.find((folder) => folder.name.toLowerCase() === name.toLowerCase())

/** Puts a mail into a folder; its UID. */
export function store(folder: Folder, raw: Buffer, flags: Iterable<string> = [], receivedAt = new Date()): number {
  const uid = folder.uidNext++
  folder.mails.push({ uid, raw, flags: new Set(flags), receivedAt })
  while (folder.mails.length > mostMails || bytesOf(folder) > mostBytes) folder.mails.shift()
  changed(folder)
  return uid
}

const bytesOf = ({ mails }: Folder) => mails.reduce((sum, { raw }) => sum + raw.length, 0)

/** Gives all mails new UIDs under a new validity, as a server does that lost its index. */
export function renumber(folder: Folder): void {
  folder.uidValidity = ++lastValidity
  folder.mails.forEach((mail, index) => {
    mail.uid = index + 1
  })
  folder.uidNext = folder.mails.length + 1
}

export function changed({ watchers }: Folder): void {
  for (const watcher of watchers) watcher()
}
