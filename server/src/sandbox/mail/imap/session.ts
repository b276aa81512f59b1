import type { Socket } from 'node:net'
import type { Folder, MailboxAccount, StoredMail } from '../mailboxes.ts'
import type { PostOffice } from '../post-office.ts'
import type { Input } from './input.ts'

/** One client. */
export interface Session {
  socket: Socket
  input: Input
  office: PostOffice
  account: MailboxAccount | null
  selected: { folder: Folder; readOnly: boolean; /** What the client knows of, in order. */ known: StoredMail[] } | null
  write(line: string): void
  ended: boolean
}

/** Tells the client what changed in its folder since it last heard: what went, then how many there are. */
export function tellNews({ selected, write }: Session): void {
  if (!selected) return
  const { folder, known } = selected
  for (let i = known.length - 1; i >= 0; i--) {
    const mail = known[i]
    if (mail && folder.mails.includes(mail)) continue
    known.splice(i, 1)
    write(`* ${i + 1} EXPUNGE`)
  }
  if (folder.mails.length === known.length) return
  known.splice(0, known.length, ...folder.mails)
  write(`* ${known.length} EXISTS`)
}
