import type { Database } from './database.ts'

/** A mail of the hub's own: an invitation, a password reset. */
export interface SystemMessage {
  to: string
  subject: string
  text: string
}

/** Sends the hub's own mail. */
export interface Mail {
  send(message: SystemMessage): Promise<void>
}

/** While no mail server is set, mail is kept in the database, where administrators and the demo can read it. */
export function keptMail(db: Database): Mail {
  return {
    async send(message) {
      await db.prisma.systemMail.create({ data: message })
    },
  }
}
