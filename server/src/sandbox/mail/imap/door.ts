import type { Socket } from 'node:net'
import type { PostOffice } from '../post-office.ts'
import { accountCommands, capabilities } from './account-commands.ts'
import { readCommand, type Command } from './command.ts'
import { folderCommands } from './folder-commands.ts'
import { Refusal, type Handlers } from './handler.ts'
import { createInput } from './input.ts'
import { tellNews, type Session } from './session.ts'

const handlers: Handlers = { ...accountCommands, ...folderCommands }
/** While these are answered, mails keep their numbers. */
const numbered = new Set(['FETCH', 'SEARCH', 'STORE'])

/** Serves mailboxes by IMAP: what a mail client needs, and nothing else (RFC 3501, 2177, 4315, 6154). */
export function createImapDoor(office: PostOffice) {
  const sessions = new Set<Session>()
  return {
    connect(socket: Socket) {
      socket.setNoDelay(true)
      const session = begin(socket, office)
      sessions.add(session)
      // A client that goes away in the middle is nothing to speak of.
      socket.on('error', () => {})
      void serve(session).finally(() => {
        sessions.delete(session)
        socket.destroy()
      })
    },
    /** Ends the connections of an address, or all, without a word. */
    cut(address?: string) {
      for (const { account, socket } of sessions) if (!address || account?.address === address) socket.destroy()
    },
  }
}

function begin(socket: Socket, office: PostOffice): Session {
  const write = (line: string) => void (socket.writable && socket.write(`${line}\r\n`, 'latin1'))
  return { socket, input: createInput(socket), office, account: null, selected: null, write, ended: false }
}

async function serve(session: Session): Promise<void> {
  session.write(`* OK [CAPABILITY ${capabilities}] Switchboard sandbox`)
  while (!session.ended) {
    const command = await readCommand(session.input, () => session.write('+ Go on'))
    if (!command) return
    await answer(session, command)
  }
  session.socket.end()
}

async function answer(session: Session, command: Command): Promise<void> {
  const { tag, name, byUid } = command
  const handler = handlers[name]
  if (!handler) return session.write(`${tag} BAD This server does not know ${name}`)
  try {
    const code = await handler(session, command)
    if (!numbered.has(name) || byUid) tellNews(session)
    session.write(`${tag} OK ${code ? `${code} ` : ''}Done`)
  } catch (error) {
    session.write(`${tag} ${error instanceof Refusal ? 'NO' : 'BAD'} ${(error as Error).message}`)
  }
}
