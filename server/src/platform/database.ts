import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@switchboard/prisma'
import type { Prisma } from '@switchboard/prisma'
import pg from 'pg'

/** The database: Prisma for models, the pool for statements that are written by hand because they are hot. */
export interface Database {
  prisma: PrismaClient
  pool: pg.Pool
  /** For connections of their own, such as those that hold leases. */
  url: string
  close(): Promise<void>
}

/** What a use case writes with inside its one transaction. */
export type Tx = Prisma.TransactionClient

/**
 * A database that is away answers nothing at all when its machine or the way to it is gone: then whoever asks is told
 * after some seconds, and the connection is given up.
 */
const patience = { connectionTimeoutMillis: 10_000, query_timeout: 60_000, keepAlive: true }

/**
 * Ends what is stuck in PostgreSQL itself, so that it holds neither its locks nor a place in the pool for long. Said on
 * each new connection, because poolers in between refuse settings that come with the opening of one.
 * @param statement how long one statement may take, in ms; 0 is without an end.
 */
export const bounded =
  (statement: number, idleInTransaction = 60_000) =>
  async (client: pg.ClientBase): Promise<void> => {
    await client.query(
      `SET statement_timeout = ${statement}; SET idle_in_transaction_session_timeout = ${idleInTransaction}`,
    )
  }

/**
 * Opens the database. `connections` is the size of each of the two pools (Prisma's and ours), `statement` how long one
 * statement may take, in ms; a longer one fails. Ids and counts that PostgreSQL calls bigint arrive as strings from the pool.
 */
export function openDatabase(url: string, { connections = 16, statement = 15_000 } = {}): Database {
  const own = { connectionString: url, max: connections, onConnect: bounded(statement), ...patience }
  const pool = new pg.Pool({ ...own, idleTimeoutMillis: 30_000 })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const prisma = new PrismaClient({ adapter: new PrismaPg(own) })
  return {
    prisma,
    pool,
    url,
    close: async () => {
      await Promise.all([pool.end(), prisma.$disconnect()])
    },
  }
}
