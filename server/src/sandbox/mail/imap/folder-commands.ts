import { changed } from '../mailboxes.ts'
import type { Command, Token } from './command.ts'
import { fetched } from './fetch.ts'
import { Refusal, type Handlers } from './handler.ts'
import { search } from './search.ts'
import { tellNews, type Session } from './session.ts'

const deleted = String.raw`\Deleted`

/** What can be done in the folder that is open. */
export const folderCommands: Handlers = {
  CHECK: () => {},
  CLOSE: leave,
  UNSELECT: leave,
  FETCH(session, command) {
    const items = command.tokens.slice(1)
    const mails = chosen(session, command)
    if (mails.some(({ mail }) => mail.withheld)) throw new Refusal('[SERVERBUG] The mail cannot be read')
    for (const { mail, seq } of mails) {
      session.socket.write(`* ${seq} FETCH (`)
      session.socket.write(fetched(mail, items, command.byUid))
      session.write(')')
    }
  },
  SEARCH(session, { tokens, byUid }) {
    const found = search(open(session).known, tokens)
    session.write(`* SEARCH ${found.map(({ mail, seq }) => (byUid ? mail.uid : seq)).join(' ')}`.trimEnd())
  },
  STORE(session, command) {
    const [, action = '', given = []] = command.tokens
    if (open(session).readOnly) throw new Refusal('The folder was opened to be read only')
    for (const { mail, seq } of chosen(session, command)) {
      mail.flags = new Set(flagsAfter(mail.flags, String(action), [given].flat().map(String)))
      session.write(`* ${seq} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))`)
    }
  },
  EXPUNGE(session) {
    const { folder } = open(session)
    folder.mails = folder.mails.filter(({ flags }) => !flags.has(deleted))
    changed(folder)
  },
  async IDLE(session) {
    const { folder } = open(session)
    const tell = () => tellNews(session)
    folder.watchers.add(tell)
    session.write('+ Listening')
    tell()
    await session.input.line()
    folder.watchers.delete(tell)
  },
}

function open({ selected }: Session) {
  if (!selected) throw new Refusal('No folder is open')
  return selected
}

function leave(session: Session): void {
  open(session)
  session.selected = null
}

function chosen(session: Session, { byUid, tokens: [set = ''] }: Command) {
  const { known } = open(session)
  return search(known, byUid ? ['UID', set] : [set as Token])
}

function flagsAfter(flags: Set<string>, action: string, given: string[]): string[] {
  if (action.startsWith('+')) return [...flags, ...given]
  if (action.startsWith('-')) return [...flags].filter((flag) => !given.includes(flag))
  return given
}
