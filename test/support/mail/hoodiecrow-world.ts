import { createRequire } from 'node:module'
import { type AddressInfo, type Server, type Socket } from 'node:net'
import { resolve } from 'node:path'
import { hand } from './hand.ts'
import type { MailWorld } from './world.ts'

/** What of hoodiecrow-imap, which comes without types, is used here. */
interface Hoodiecrow {
  server: Server
  appendMessage(folder: string, flags: string[], date: false, raw: string): void
  getMailbox(folder: string): { uidvalidity: number; messages: { raw: string }[] }
}
interface SmtpServer {
  server: Server
  listen(port: number, host: string, listening: () => void): void
  close(closed: () => void): void
}
interface SmtpServerOptions {
  authOptional: boolean
  disabledCommands: string[]
  disableReverseLookup: boolean
  closeTimeout: number
  onData(
    stream: AsyncIterable<Buffer>,
    session: { envelope: { rcptTo: { address: string }[] } },
    answer: () => void,
  ): void
}
interface HoodiecrowOptions {
  plugins: string[]
  users: Record<string, { password: string }>
  storage: object
}

const requireOfServer = createRequire(resolve(import.meta.dirname, '../../../server/package.json'))
const hoodiecrow: (options: HoodiecrowOptions) => Hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap')
const { SMTPServer } = requireOfServer('smtp-server') as { SMTPServer: new (options: SmtpServerOptions) => SmtpServer }
const password = 'pass'

/** The servers hoodiecrow-imap and smtp-server from npm: an IMAP server for each mailbox, since all its users share one. */
export async function startHoodiecrowWorld(): Promise<MailWorld> {
  const boxes = new Map<string, Hoodiecrow>()
  const sockets = new Set<Socket>()
  const box = (address: string) => {
    const found = boxes.get(address) ?? start(address, sockets)
    boxes.set(address, found)
    return found
  }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    async onData(stream, { envelope }, answer) {
      const raw = Buffer.concat(await chunksOf(stream)).toString('binary')
      for (const { address } of envelope.rcptTo) box(address).appendMessage('INBOX', [], false, raw)
      answer()
    },
  })
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening))
  const smtpPort = (smtp.server.address() as AddressInfo).port
  let count = 0
  return {
    imapPort: (address) => listen(box(address).server),
    smtpPort,
    password,
    largest: Infinity,
    hubAddress: () => `support${++count}@hub.test`,
    customer: () => `customer${++count}@customer.test`,
    refusing: () => {
      throw new Error('This server refuses nobody.')
    },
    post: (raw, from, to) => hand(smtpPort, raw, from, to),
    inbox: async (address) =>
      box(address)
        .getMailbox('INBOX')
        .messages.map(({ raw }) => Buffer.from(raw, 'binary')),
    async renumber(address) {
      box(address).getMailbox('INBOX').uidvalidity += 1
    },
    async stop() {
      sockets.forEach((socket) => socket.destroy())
      await Promise.all([...boxes.values()].map(({ server }) => new Promise((closed) => server.close(closed))))
      await new Promise<void>((closed) => smtp.close(closed))
    },
  }
}

function start(address: string, sockets: Set<Socket>): Hoodiecrow {
  const box = hoodiecrow({
    plugins: [
      'ID',
      'SASL-IR',
      'AUTH-PLAIN',
      'NAMESPACE',
      'IDLE',
      'ENABLE',
      'CONDSTORE',
      'LITERALPLUS',
      'UNSELECT',
      'SPECIAL-USE',
    ],
    users: { [address]: { password } },
    storage: { INBOX: {}, '': { separator: '/', folders: { Sent: { 'special-use': '\\Sent' } } } },
  })
  box.server.on('connection', (socket: Socket) => sockets.add(socket.setNoDelay(true)))
  return box
}

async function listen(server: Server): Promise<number> {
  if (!server.listening) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as AddressInfo).port
}

async function chunksOf(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}
