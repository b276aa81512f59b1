import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What of s3rver, which comes without types, is used here. */
type S3Rver = new (options: {
  address: string
  port: number
  silent: boolean
  directory: string
  configureBuckets: { name: string; configs: string[] }[]
}) => { run(): Promise<{ port: number }>; close(): Promise<void> }

const S3rver: S3Rver = createRequire(import.meta.url)('s3rver')
const bucket = 'switchboard'

/** An S3 store on this machine. */
export interface Store {
  /** The settings that make a hub use it. */
  env: Record<string, string>
  /** What it holds, a file each. */
  keys(): string[]
  stop(): Promise<void>
}

/** Starts an S3 store with one empty bucket, on a port nobody uses. */
export async function startStore(): Promise<Store> {
  const directory = mkdtempSync(join(tmpdir(), 'switchboard-s3-'))
  const configureBuckets = [{ name: bucket, configs: [] }]
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets })
  const { port } = await server.run()
  return {
    env: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    keys: () =>
      readdirSync(join(directory, bucket), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('._S3rver_object'),
      ),
    async stop() {
      await server.close()
      rmSync(directory, { recursive: true })
    },
  }
}
