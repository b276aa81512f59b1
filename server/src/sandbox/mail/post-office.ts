import { addressesIn, domainOf, headerOf, ownerOf } from './addresses.ts'
import { bounceOf } from './bounce.ts'
import { createMailbox, inboxOf, store, type MailboxAccount } from './mailboxes.ts'
import type { Misbehaviours } from './misbehaviour.ts'

/** Whom a mail goes to, and who is told when it cannot be delivered; an empty sender is told nothing. */
export interface Envelope {
  from: string
  to: string[]
}

export interface PostOffice {
  mailboxes: Map<string, MailboxAccount>
  /** The mailbox of an address, made when its domain is open to everybody; null when there is none. */
  find(address: string): MailboxAccount | null
  /** Whether mail to the address is for us at all. */
  isOurs(address: string): boolean
  /** Puts a mail into the mailboxes of those it is for; what cannot be delivered comes back to its sender. */
  deliver(raw: Buffer, envelope?: Envelope): void
  stop(): void
}

export interface PostOfficeOptions {
  mailboxes: { address: string; password: string; accessToken?: string }[]
  /** Domains of which every address exists; their mailboxes open with the password `customer`. */
  openDomains: string[]
}

const host = 'mail.sandbox'

/** Routes mail between mailboxes by their addresses. Nothing ever leaves. */
export function createPostOffice(options: PostOfficeOptions, misbehaviours: Misbehaviours): PostOffice {
  const mailboxes = new Map<string, MailboxAccount>()
  const timers = new Set<NodeJS.Timeout>()
  const add = (address: string, password: string, accessToken?: string) => {
    const account = createMailbox(ownerOf(address), password, accessToken)
    mailboxes.set(account.address, account)
    return account
  }
  for (const { address, password, accessToken } of options.mailboxes) add(address, password, accessToken)
  const open = new Set(options.openDomains.map((domain) => domain.toLowerCase()))
  const domains = () => new Set([...open, ...[...mailboxes.keys()].map(domainOf)])

  const find = (address: string) =>
    mailboxes.get(ownerOf(address)) ?? (open.has(domainOf(address)) ? add(address, 'customer') : null)

  function hand(raw: Buffer, from: string, recipient: string) {
    const account = find(recipient)
    if (account) return void store(inboxOf(account), delivered(raw, from, recipient))
    const known = domains().has(domainOf(recipient))
    const status = known ? '5.1.1' : '5.1.2'
    const said = `550 ${status} <${recipient}>: there is no such ${known ? 'mailbox here' : 'domain in this sandbox'}`
    const sender = from && find(from)
    if (!sender) return
    const bounce = bounceOf(host, from, { recipient, status, said }, raw, new Date())
    store(inboxOf(sender), delivered(bounce, '', from))
  }

  return {
    mailboxes,
    find,
    isOurs: (address) => domains().has(domainOf(address)),
    deliver(raw, envelope = envelopeOf(raw)) {
      for (const recipient of envelope.to) {
        const wait = misbehaviours.take('delay', null, recipient)?.wait ?? 0
        const copies = misbehaviours.take('double', null, recipient) ? 2 : 1
        const go = () => Array.from({ length: copies }, () => hand(raw, envelope.from, recipient))
        if (wait === 0) go()
        else timers.add(setTimeout(go, wait))
      }
    },
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  }
}

function envelopeOf(raw: Buffer): Envelope {
  const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf(raw, name)))
  return { from: addressesIn(headerOf(raw, 'from'))[0] ?? '', to: [...new Set(to)] }
}

/** As it lies in the mailbox: with what servers write above it. */
function delivered(raw: Buffer, from: string, recipient: string): Buffer {
  const received = `Received: by ${host}; ${new Date().toUTCString().replace('GMT', '+0000')}`
  return Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${recipient}\r\n${received}\r\n`), raw])
}
