import type { ImapFlow } from 'imapflow'

/** UIDs of what the open folder finds, the lowest first. @throws Error when the server does not search. */
export async function searchUids(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  // Nothing found and nothing searched are told apart: the second must not pass for an empty folder.
  if (!found)
    throw Object.assign(new Error('The folder was not searched.'), { code: client.usable ? '' : 'NoConnection' })
  return found.toSorted((a, b) => a - b)
}
