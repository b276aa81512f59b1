import { expect, vi } from 'vitest'
import type { Services } from '../../../server/src/context.ts'
import { secretPlace } from '../../../server/src/channels/carried-config.ts'
import { append } from '../../../server/src/platform/events/append.ts'
import { newId } from '../../../server/src/platform/ids.ts'
import { transact } from '../../../server/src/platform/transaction.ts'
import type { MailServer } from '../../../server/src/sandbox/mail/server.ts'

type Server = Pick<MailServer, 'imapPort' | 'smtpPort' | 'mailboxes'>

/** Connects a mailbox of the sandbox's mail server to a hub's brand, with no time to undo; resolves once it is read. */
export async function connectMailbox(services: Services, brandId: string, server: Server, address: string) {
  const { db, seal } = services
  const id = newId()
  const at = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
  const settings = { address, imap: at(server.imapPort), smtp: at(server.smtpPort), undoSeconds: 0 }
  const password = server.mailboxes.get(address)?.password ?? ''
  const secrets = { password: seal.close(password, secretPlace(id, 'password')) }
  await transact(services, async (tx) => {
    await tx.channel.create({
      data: { id, kind: 'email', name: address, brandId, publicKey: newId(), settings, secrets },
    })
    await append(tx, { type: 'directory.changed', brandId, data: { list: 'CHANNELS', channelId: id } })
  })
  // A mailbox begins with the mail that comes after the first look.
  const connected = async () =>
    (await db.prisma.channelLink.findUniqueOrThrow({ where: { channelId: id } })).position !== null
  await vi.waitFor(async () => expect(await connected()).toBe(true), { timeout: 15_000, interval: 50 })
  return id
}
