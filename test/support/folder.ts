import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeFor } from '../../server/src/platform/postgres/account.ts'

/**
 * A data directory for a test. Run by root, PostgreSQL is another user: it may walk in here, so that its data stays
 * below; where the system's folder for such things is closed to it, `remove` takes away what it had to keep elsewhere.
 */
export function dataFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `switchboard-${name}-`))
  chmodSync(path, 0o755)
  return {
    path,
    remove() {
      for (const folder of [placeFor(path).data, path]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
