import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { answer } from '../measure/answer.ts'
import { steadyNow } from '../measure/sent-at.ts'

/** An agent's screen and a mail program, which wait for the same mail. */
export interface Watched {
  address: string
  headers: Record<string, string>
  /** The subscription, as the web app sends it. */
  payload: object
  imap: { port: number; user: string; password: string }
}

/** When something was first heard of each mail, by its number, in the machine's steady ms. */
const heard = { notice: new Map<number, number>(), screen: new Map<number, number>() }

function hear(of: Map<number, number>, number: number) {
  if (!of.has(number)) of.set(number, steadyNow())
}

async function watchScreen({ address, headers, payload }: Watched) {
  const socket = new WebSocket(`ws://${address}/graphql`, ['graphql-transport-ws'], { headers })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.on('error', reject)
  socket.once('open', () => socket.send('{"type":"connection_init"}'))
  socket.once('message', () => resolve())
  await promise
  socket.on('message', (frame: Buffer) => {
    const found = /mail number (\d+)\./.exec(frame.toString('utf8'))
    if (found) hear(heard.screen, Number(found[1]))
  })
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
}

/** The least a mail program does: mails are numbered by the server as they come, from 1 on in an empty folder. */
async function watchFolder({ port, user, password }: Watched['imap']) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.on('error', reject)
  const next: Record<string, string> = {
    '* OK': `a LOGIN ${user} ${password}`,
    'a OK': 'b SELECT INBOX',
    'b OK': 'c IDLE',
  }
  createInterface({ input: socket }).on('line', (line) => {
    const said = Object.keys(next).find((start) => line.startsWith(start)) ?? ''
    const command = next[said]
    delete next[said]
    if (command) socket.write(`${command}\r\n`)
    if (line.startsWith('+')) resolve()
    if (/^\S+ (NO|BAD) /.test(line)) reject(new Error(line))
    const exists = /^\* (\d+) EXISTS/.exec(line)
    if (exists) hear(heard.notice, Number(exists[1]))
  })
  await promise
}

answer({
  watch: (watched: Watched) => Promise.all([watchScreen(watched), watchFolder(watched.imap)]).then(() => {}),
  /** Whether both have heard of a mail. */
  heard: (number: number) => heard.notice.has(number) && heard.screen.has(number),
  all: () => ({ notice: [...heard.notice], screen: [...heard.screen] }),
})
