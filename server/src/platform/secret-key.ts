import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The key from the environment, else the one kept under `dataDir`, else a new one that is kept there (mode 0600). */
export async function secretKey(given: string | undefined, dataDir: string): Promise<string> {
  if (given) return given
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, 'secret-key')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept) return kept.trim()
  const made = randomBytes(32).toString('base64url')
  const file = await open(path, 'wx', 0o600).catch(() => null)
  if (!file) return (await readFile(path, 'utf8')).trim()
  await file.writeFile(`${made}\n`)
  await file.sync()
  await file.close()
  return made
}
