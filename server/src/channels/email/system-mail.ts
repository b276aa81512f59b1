import { createTransport } from 'nodemailer'
import type { Database } from '../../platform/database.ts'
import { keptMail, type Mail } from '../../platform/mail.ts'

/** Sends the hub's own mail by the mail server of SMTP_URL; keeps it in the database while none is set. */
export function systemMail(env: { SMTP_URL?: string | undefined; MAIL_FROM: string }, db: Database): Mail {
  if (!env.SMTP_URL) return keptMail(db)
  const transport = createTransport(env.SMTP_URL, {
    from: env.MAIL_FROM,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { send: async (message) => void (await transport.sendMail(message)) }
}
