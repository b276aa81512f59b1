import type { Services } from '../../../server/src/context.ts'
import { secretPlace } from '../../../server/src/channels/carried-config.ts'
import { newId } from '../../../server/src/platform/ids.ts'
import type { MailServer } from '../../../server/src/sandbox/mail/server.ts'

/** Connects a mailbox of the sandbox's mail server to a hub's brand, with nothing to wait for; the channel's id. */
export async function connectMailbox(
  { db, seal }: Pick<Services, 'db' | 'seal'>,
  brandId: string,
  server: Pick<MailServer, 'imapPort' | 'smtpPort' | 'mailboxes'>,
  address: string,
): Promise<string> {
  const id = newId()
  const at = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
  const settings = { address, imap: at(server.imapPort), smtp: at(server.smtpPort), undoSeconds: 0 }
  const password = server.mailboxes.get(address)?.password ?? ''
  const secrets = { password: seal.close(password, secretPlace(id, 'password')) }
  await db.prisma.channel.create({
    data: { id, kind: 'email', name: address, brandId, publicKey: newId(), settings, secrets },
  })
  return id
}
