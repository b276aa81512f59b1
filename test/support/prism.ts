import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { freePort } from './process.ts'

const besides = resolve(import.meta.dirname, '../../../shared/data/twilio/twilio_api_v2010.patched.json')

/** Twilio's published interface: TWILIO_CONTRACT, or the file beside the project. It is not ours to ship. */
export const contractFile = process.env['TWILIO_CONTRACT'] ?? besides
export const hasContract = existsSync(contractFile)

interface Operation {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: { properties: object } }> }
}

/** The names that the contract has for a request's parameters; null when it knows no such request. */
export function parametersOf(method: string, path: string): Set<string> | null {
  const { paths } = JSON.parse(readFileSync(contractFile, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>
  }
  const known = Object.keys(paths).find((template) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '\\w+')}$`).test(path),
  )
  const operation = known === undefined ? undefined : paths[known]?.[method.toLowerCase()]
  if (!operation) return null
  const form = Object.values(operation.requestBody?.content ?? {})[0]?.schema.properties ?? {}
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  return new Set([...Object.keys(form), ...query.map(({ name }) => name)])
}

/** A Prism that answers from the contract's examples, or stands before `upstream` and refuses what breaks the contract. */
export async function startPrism(upstream: string | null): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-prism-'))
  const port = await freePort()
  const place = ['-h', '127.0.0.1', '-p', String(port), '-m', 'false']
  // Twilio's own answers have paths and empty texts where the contract says "uri": that format alone is not asked for.
  const withoutUris = join(folder, 'contract.json')
  writeFileSync(
    withoutUris,
    readFileSync(contractFile, 'utf8')
      .replaceAll(/"format":\s*"uri",?/g, '')
      .replaceAll(/,(\s*\})/g, '$1'),
  )
  const mode = upstream === null ? ['mock', contractFile] : ['proxy', withoutUris, upstream, '--errors']
  const child = spawn(process.execPath, [command(), ...mode, ...place], { stdio: ['ignore', 'pipe', 'pipe'] })
  await untilSaid(child, /Prism is listening/)
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const gone = new Promise((done) => child.on('exit', done))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}

function command(): string {
  const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')
  return join(dirname(manifest), 'dist/index.js')
}

function untilSaid(child: ChildProcess, words: RegExp): Promise<void> {
  const { promise, resolve: done, reject } = Promise.withResolvers<void>()
  let said = ''
  const hear = (chunk: Buffer) => {
    said += String(chunk)
    if (words.test(said)) done()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  child.once('exit', () => reject(new Error(said)))
  return promise
}
