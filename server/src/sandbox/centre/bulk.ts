import type { Tx } from '../../platform/database.ts'

/** Rows that go with one statement. */
const most = 4000

/**
 * Inserts rows into a table in their order. Keys are the columns in camelCase, the same in every row; what is left out
 * gets the table's defaults.
 */
export async function insertAll(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const keys = Object.keys(first)
  const columns = keys.map(column)
  const names = columns.map((name) => `"${name}"`).join(', ')
  const statement = `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most).map((row) => {
      const values = new Map(Object.entries(row))
      return Object.fromEntries(keys.map((key, n) => [columns[n], values.get(key) ?? null]))
    })
    await tx.$executeRawUnsafe(statement, JSON.stringify(part))
  }
}

const column = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
