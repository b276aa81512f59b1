import { createServer, type AddressInfo, type Server } from 'node:net'
import { createImapDoor } from './imap/door.ts'
import { changed, inboxOf, renumber, type MailboxAccount, type StoredMail } from './mailboxes.ts'
import { createMisbehaviours, type Misbehaviour, type Order } from './misbehaviour.ts'
import { createPostOffice, type Envelope } from './post-office.ts'
import { createSmtpDoor } from './smtp-door.ts'

export interface MailServerOptions {
  mailboxes: { address: string; password: string; accessToken?: string }[]
  /** Domains of which every address exists; their mailboxes open with the password `customer`. */
  openDomains?: string[]
  /** 0 takes free ports. */
  smtpPort?: number
  imapPort?: number
  /** The largest mail that SMTP takes, in bytes. */
  largest?: number
}

export interface MailServer {
  smtpPort: number
  imapPort: number
  mailboxes: Map<string, MailboxAccount>
  /** What lies in the inbox of an address, the oldest first. */
  inbox(address: string): StoredMail[]
  /** Called after each change of the inbox. Returns the way to stop. */
  watch(address: string, watcher: () => void): () => void
  /** Routes a mail; without an envelope by what stands in its headers. */
  deliver(raw: Buffer, envelope?: Envelope): void
  /** Does something wrong, from now on, as often as ordered. */
  misbehave(what: Misbehaviour & Order): void
  behave(): void
  /** Ends the IMAP connections of an address, or all. */
  cutImap(address?: string): void
  /** Gives the mails of an inbox new UIDs, and ends its connections, as a server does that lost its index. */
  renumber(address: string): void
  stop(): Promise<void>
}

/**
 * A mail server for hubs without one: SMTP in, IMAP out, any number of mailboxes in memory, on this machine only. Mail to
 * domains it does not know bounces. Everything a mail server may do wrong can be ordered.
 */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const misbehaviours = createMisbehaviours()
  const office = createPostOffice({ openDomains: [], ...options }, misbehaviours)
  const smtp = createSmtpDoor(office, misbehaviours, options.largest)
  const imapDoor = createImapDoor(office)
  const imap = createServer(imapDoor.connect)
  const smtpPort = await listening(smtp.server, (port) => smtp.listen(port, '127.0.0.1'), options.smtpPort)
  const imapPort = await listening(imap, (port) => imap.listen(port, '127.0.0.1'), options.imapPort)
  const inbox = (address: string) => {
    const account = office.find(address)
    if (!account) throw new Error(`There is no mailbox ${address}.`)
    return inboxOf(account)
  }
  return {
    smtpPort,
    imapPort,
    mailboxes: office.mailboxes,
    inbox: (address) => inbox(address).mails,
    watch(address, watcher) {
      const { watchers } = inbox(address)
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    deliver: office.deliver,
    misbehave: misbehaviours.order,
    behave: misbehaviours.clear,
    cutImap: imapDoor.cut,
    renumber(address) {
      renumber(inbox(address))
      imapDoor.cut(address)
      changed(inbox(address))
    },
    async stop() {
      office.stop()
      imapDoor.cut()
      await Promise.all([closed((done) => smtp.close(done)), closed((done) => imap.close(() => done()))])
    },
  }
}

function listening(server: Server, listen: (port: number) => void, port = 0): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('listening', () => resolve((server.address() as AddressInfo).port))
  server.once('error', reject)
  listen(port)
  return promise
}

function closed(close: (done: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  close(resolve)
  return promise
}
