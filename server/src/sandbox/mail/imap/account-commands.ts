import { maySignIn } from '../smtp-door.ts'
import { folderOf, store, type MailboxAccount } from '../mailboxes.ts'
import type { Command } from './command.ts'
import { Refusal, type Handlers } from './handler.ts'
import type { Session } from './session.ts'

export const capabilities =
  'IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR ID IDLE LITERAL+ NAMESPACE SPECIAL-USE UIDPLUS UNSELECT'

const flagsLine = String.raw`(\Answered \Flagged \Deleted \Seen \Draft)`

/** Signing in, and what can be asked of an account. */
export const accountCommands: Handlers = {
  CAPABILITY: ({ write }) => write(`* CAPABILITY ${capabilities}`),
  NOOP: () => {},
  ID: ({ write }) => write('* ID ("name" "Switchboard sandbox")'),
  NAMESPACE: ({ write }) => write('* NAMESPACE (("" "/")) NIL NIL'),
  LOGOUT(session) {
    session.write('* BYE See you')
    session.ended = true
  },
  LOGIN(session, { tokens: [user, password] }) {
    signIn(session, String(user), String(password))
  },
  async AUTHENTICATE(session, { tokens: [method, initial] }) {
    if (!initial) session.write('+ ')
    const text = Buffer.from(String(initial ?? (await session.input.line()) ?? ''), 'base64').toString('utf8')
    if (String(method).toUpperCase() === 'PLAIN') {
      const [, user = '', password = ''] = text.split('\0')
      return signIn(session, user, password)
    }
    // `user=…^Aauth=Bearer …^A^A`
    const fields = text.split('\u0001').map((field) => field.split('='))
    const user = fields.find(([name]) => name === 'user')?.[1] ?? ''
    const token = fields.find(([name]) => name === 'auth')?.[1]?.replace(/^Bearer /i, '')
    signIn(session, user, undefined, token)
  },
  LIST(session) {
    for (const { name, use } of accountOf(session).folders) {
      session.write(`* LIST (\\HasNoChildren${use ? ` ${use}` : ''}) "/" "${name}"`)
    }
  },
  LSUB(session) {
    for (const { name } of accountOf(session).folders) session.write(`* LSUB () "/" "${name}"`)
  },
  STATUS(session, { tokens: [name] }) {
    const { mails, uidNext, uidValidity } = must(accountOf(session), name)
    const unseen = mails.filter(({ flags }) => !flags.has(String.raw`\Seen`)).length
    const counts = `MESSAGES ${mails.length} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity} UNSEEN ${unseen}`
    session.write(`* STATUS "${String(name)}" (${counts})`)
  },
  SELECT: (session, command) => select(session, command, false),
  EXAMINE: (session, command) => select(session, command, true),
  APPEND(session, { tokens }) {
    const folder = must(accountOf(session), tokens[0])
    const flags = tokens.find((token) => Array.isArray(token)) ?? []
    const raw = tokens.at(-1)
    if (!Buffer.isBuffer(raw)) throw new Refusal('There is no mail to append')
    const uid = store(folder, Buffer.from(raw), flags.map(String))
    return `[APPENDUID ${folder.uidValidity} ${uid}]`
  },
}

function signIn(session: Session, user: string, password?: string, token?: string): void {
  const account = session.office.find(user)
  if (!account || !maySignIn(account, password, token)) {
    throw new Refusal('[AUTHENTICATIONFAILED] The user name or the password is wrong')
  }
  session.account = account
}

export function accountOf({ account }: Session): MailboxAccount {
  if (!account) throw new Refusal('Please sign in')
  return account
}

function must(account: MailboxAccount, name: unknown) {
  const folder = folderOf(account, String(name))
  if (!folder) throw new Refusal('[NONEXISTENT] There is no such folder')
  return folder
}

function select(session: Session, { tokens: [name] }: Command, readOnly: boolean): string {
  const folder = must(accountOf(session), name)
  const { mails, uidNext, uidValidity } = folder
  session.selected = { folder, readOnly, known: [...mails] }
  session.write(`* FLAGS ${flagsLine}`)
  session.write(`* ${mails.length} EXISTS`)
  session.write('* 0 RECENT')
  session.write(`* OK [UIDVALIDITY ${uidValidity}] It is the same folder`)
  session.write(`* OK [UIDNEXT ${uidNext}] The next one`)
  session.write(`* OK [PERMANENTFLAGS ${readOnly ? '()' : flagsLine}] May be set`)
  return readOnly ? '[READ-ONLY]' : '[READ-WRITE]'
}
