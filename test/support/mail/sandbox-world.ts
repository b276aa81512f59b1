import { startMailServer, type MailServer } from '../../../server/src/sandbox/mail/server.ts'
import { hand } from './hand.ts'
import type { MailWorld } from './world.ts'

const password = 'customer'

/** The mail server of the sandbox. */
export async function startSandboxWorld(): Promise<MailWorld & { server: MailServer }> {
  const largest = 31_457_280
  const server = await startMailServer({ mailboxes: [], openDomains: ['hub.test', 'customer.test'], largest })
  let count = 0
  return {
    server,
    imapPort: async () => server.imapPort,
    smtpPort: server.smtpPort,
    password,
    largest,
    hubAddress: () => `support${++count}@hub.test`,
    customer: () => `customer${++count}@customer.test`,
    refusing(code) {
      const address = `refuses${++count}@customer.test`
      server.misbehave({ kind: 'refuse', at: 'recipient', code, said: `${code} on request`, address, times: 1000 })
      return address
    },
    post: (raw, from, to) => hand(server.smtpPort, raw, from, to),
    inbox: async (address) => server.inbox(address).map(({ raw }) => raw),
    renumber: async (address) => server.renumber(address),
    stop: server.stop,
  }
}
