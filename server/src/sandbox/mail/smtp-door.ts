import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { MailboxAccount } from './mailboxes.ts'
import type { Misbehaviours } from './misbehaviour.ts'
import type { PostOffice } from './post-office.ts'

/** The largest mail that is taken, in bytes. */
const largest = 60_000_000

type Answer = (error?: Error | null, said?: string) => void

/** Takes mail by SMTP, signed in or not, on this machine only. */
export function createSmtpDoor(office: PostOffice, misbehaviours: Misbehaviours, size = largest): SMTPServer {
  const server: SMTPServer = new SMTPServer({
    name: 'mail.sandbox',
    banner: 'Switchboard sandbox',
    size,
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onConnect: (_session, answer) => answer(refusal('connection')),
    onAuth({ username, password, accessToken }, _session, answer) {
      const account = username ? office.find(username) : null
      if (account && maySignIn(account, password, accessToken)) return answer(null, { user: account.address })
      answer(problem(535, '5.7.8 The user name or the password is wrong'))
    },
    onRcptTo({ address }, _session, answer) {
      const recipient = address.toLowerCase()
      const refused = refusal('recipient', recipient)
      if (refused) return answer(refused)
      const missing = office.isOurs(recipient) && !office.find(recipient)
      answer(missing ? problem(550, `5.1.1 <${recipient}>: there is no such mailbox here`) : null)
    },
    onData(stream, session, answer) {
      void take(stream, session, answer)
    },
  })
  // A client that goes away in the middle is nothing to speak of.
  server.on('error', () => {})

  function refusal(at: 'connection' | 'recipient' | 'content', address?: string): Error | null {
    const order = misbehaviours.take('refuse', at, address)
    return order && problem(order.code, order.said)
  }

  async function take(stream: SMTPServerDataStream, { id, envelope }: SMTPServerSession, answer: Answer) {
    const raw = await wholeOf(stream).catch(() => null)
    if (!raw) return
    if (stream.sizeExceeded) return answer(problem(552, '5.3.4 The mail is larger than this server takes'))
    const to = envelope.rcptTo.map(({ address }) => address.toLowerCase())
    const drop = misbehaviours.take('drop', null, to[0])
    const refused = refusal('content', to[0])
    if (refused) return answer(refused)
    if (!drop || drop.kept) office.deliver(raw, { from: envelope.mailFrom ? envelope.mailFrom.address : '', to })
    if (drop) hangUp(id)
    else answer(null, '2.0.0 Taken')
  }

  function hangUp(id: string) {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy()
  }
  return server
}

/** A mailbox without a token (null) is opened by none. */
export const maySignIn = (account: MailboxAccount, password?: string | null, accessToken?: string | null): boolean =>
  password === account.password || (Boolean(accessToken) && accessToken === account.accessToken)

const problem = (responseCode: number, said: string) => Object.assign(new Error(said), { responseCode })

async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    // What is too much is read and thrown away, so that the sender hears why.
    if (size <= largest) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
