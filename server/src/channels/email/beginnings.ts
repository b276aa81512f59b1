import type { ImapFlow } from 'imapflow'
import { headBytes } from './external-id.ts'
import type { Fetched } from './keep-mail.ts'
import { searchUids } from './search.ts'

/** How each mail begins: all of a small one, nothing of one that the server has and does not hand over. */
export async function beginnings(client: ImapFlow, uids: number[]): Promise<Fetched[]> {
  const mails = await fetchHeads(client, uids)
  const good = mails.filter(({ head }) => head.length > 0)
  const others = uids.filter((uid) => !good.some((mail) => mail.uid === uid))
  if (others.length === 0) return good
  if (uids.length === 1) return mails.length > 0 ? mails : heldBack(client, uids)
  // There are servers that answer well for one mail and not for several.
  for (const uid of others) good.push(...(await beginnings(client, [uid])))
  return good.toSorted((a, b) => a.uid - b.uid)
}

async function fetchHeads(client: ImapFlow, uids: number[]): Promise<Fetched[]> {
  const mails: Fetched[] = []
  const wanted = { uid: true, size: true, source: { start: 0, maxLength: headBytes } }
  for await (const { uid, size, source } of client.fetch(uids.join(','), wanted, { uid: true })) {
    if (uids.includes(uid)) mails.push({ uid, size: size ?? 0, head: source ?? Buffer.alloc(0) })
  }
  return mails
}

/** What was not answered for is most often gone: people have moved it away in this moment. */
async function heldBack(client: ImapFlow, uids: number[]): Promise<Fetched[]> {
  const held = await searchUids(client, { uid: uids.join(',') })
  return held.map((uid) => ({ uid, size: 0, head: Buffer.alloc(0) }))
}
