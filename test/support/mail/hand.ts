import { connect } from 'node:net'
import { createInterface } from 'node:readline'

/** Hands a mail to an SMTP server, in as few words as possible. @throws Error with its answer when it refuses. */
export async function hand(port: number, raw: Buffer, from: string, to: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  async function expect(code: string) {
    for (;;) {
      const { value, done } = await lines.next()
      if (done || !String(value).startsWith(code)) throw new Error(`the mail server said: ${value}`)
      if (!/^\d{3}-/.test(value)) return
    }
  }
  async function say(line: string, code: string) {
    socket.write(`${line}\r\n`)
    await expect(code)
  }
  try {
    await expect('220')
    await say('EHLO customer.test', '250')
    await say(`MAIL FROM:<${from}>`, '250')
    await say(`RCPT TO:<${to}>`, '250')
    await say('DATA', '354')
    // Lines of one dot would end the mail; those of our tests begin with none.
    socket.write(raw)
    await say('\r\n.', '250')
    await say('QUIT', '221')
  } finally {
    socket.destroy()
  }
}
