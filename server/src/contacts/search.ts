/** The words of a contact, exactly as the index contacts_words has them. */
const words = (table: string) =>
  `(coalesce(${table}.name, '') || ' ' || coalesce(${table}.email, '') || ' ' || coalesce(${table}.phone, '') || ' ' || coalesce(${table}.company, ''))`

/** More words than this make a search no finer. */
const mostWords = 6

/**
 * Conditions that hold for contacts with every word somewhere in their name, address, number or company; none for an
 * empty search. `put` takes a value and answers with its place in the statement.
 */
export function contactMatches(search: string, put: (value: string) => string, table = 'c'): string[] {
  return wordsOf(search).map((word) => `${words(table)} ILIKE ${put(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`)
}

/** Shorter words cannot be looked up by the index: they are looked for among the contacts seen last. */
const shortest = 3
const lastSeen = `(SELECT * FROM contacts WHERE merged_into_id IS NULL
  ORDER BY coalesce(last_seen_at, created_at) DESC, id DESC LIMIT 5000)`

/** The contacts that a search looks through: all, or with short words only those seen last. */
export function contactsToSearch(search: string): string {
  const found = wordsOf(search)
  return found.length > 0 && found.every((word) => word.length < shortest) ? lastSeen : 'contacts'
}

/** What was typed into a search box, word by word. */
export const wordsOf = (search: string): string[] =>
  search.slice(0, 200).replaceAll('\0', ' ').split(/\s+/).filter(Boolean).slice(0, mostWords)
