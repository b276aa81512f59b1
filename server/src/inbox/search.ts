import type pg from 'pg'
import { contactMatches, contactsToSearch, wordsOf } from '../contacts/search.ts'

/** A search stops after the contacts seen last, and the messages said last, that match it. */
const most = { contacts: 200, conversations: 1000, messages: 1000 }

/** What a search finds: the conversations, and those of them in which the words were said. */
export interface Found {
  ids: string[]
  said: ReadonlySet<string>
  words: string[]
}

/**
 * The conversations that a search finds, in no order: by `#number`; else those of contacts whose name or address has
 * every word, and those with a message that has every word (the last one as a beginning). Null for an empty search.
 */
export async function searchConversations(pool: pg.Pool, search: string): Promise<Found | null> {
  const words = wordsOf(search)
  if (words.length === 0) return null
  const number = /^#(\d{1,9})$/.exec(words.join(''))?.[1]
  if (number) return { ids: await byNumber(pool, Number(number)), said: new Set(), words }
  const [known, said] = await Promise.all([byContact(pool, search), bySaid(pool, words)])
  return { ids: [...new Set([...known, ...said])], said: new Set(said), words }
}

async function byNumber(pool: pg.Pool, number: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM conversations WHERE number = $1', [number])
  return rows.map((row) => row.id)
}

async function byContact(pool: pg.Pool, search: string): Promise<string[]> {
  const values: string[] = []
  const matches = contactMatches(search, (value) => `$${values.push(value)}`)
  const { rows } = await pool.query<{ id: string }>(
    `SELECT v.id FROM (SELECT c.id FROM ${contactsToSearch(search)} c WHERE ${matches.join(' AND ')}
                        ORDER BY coalesce(c.last_seen_at, c.created_at) DESC, c.id DESC LIMIT ${most.contacts}) found
       JOIN conversations v ON v.contact_id = found.id LIMIT ${most.conversations}`,
    values,
  )
  return rows.map((row) => row.id)
}

async function bySaid(pool: pg.Pool, words: string[]): Promise<string[]> {
  const text = `SELECT id FROM conversations_where_said(to_tsquery('simple', $1), ${most.messages}) id`
  const { rows } = await pool.query<{ id: string }>(text, [textQuery(words)])
  return rows.map((row) => row.id)
}

/** Every word, quoted so that its signs mean nothing; the last one may go on, as it is still being typed. */
export const textQuery = (words: string[]): string =>
  words
    .map((word, i) => {
      const open = i === words.length - 1 && word.length > 1
      return `'${word.replace(/['\\]/g, '$&$&')}'${open ? ':*' : ''}`
    })
    .join(' & ')
