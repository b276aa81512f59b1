import pg from 'pg'

const lockId = 7_246_310_002

/** Another hub already uses the data directory. */
export class DataDirInUseError extends Error {}

/**
 * Claims the built-in database for this process until the answer is called or the process dies (the lock goes with
 * the connection, so a killed hub leaves nothing behind).
 * @throws DataDirInUseError when another hub has it.
 */
export async function claimDataDir(url: string, dataDir: string): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `switchboard ${process.pid}`,
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  const claim = await client.query('SELECT pg_try_advisory_lock($1) AS claimed', [lockId])
  if (claim.rows[0].claimed) return () => client.end()
  const holder = await client.query(
    `SELECT application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.objid = $1::bigint & 4294967295 AND l.granted`,
    [lockId],
  )
  await client.end()
  const name = holder.rows[0]?.name ?? 'another process'
  throw new DataDirInUseError(
    `Another Switchboard (${name.replace('switchboard', 'process')}) already uses ${dataDir}. Stop it, or set DATA_DIR and PORT to others.`,
  )
}
