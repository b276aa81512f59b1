import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'server/src')

/** One import of a server file: both paths below server/src, or a package's name. */
interface Import {
  from: string
  to: string
}

const imports = globSync('server/src/**/*.ts', { cwd: root })
  .filter((file) => !file.includes('/gen/') && !file.endsWith('.test.ts'))
  .flatMap((file): Import[] => {
    const from = file.slice('server/src/'.length)
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'))
    return importedFiles.map(({ fileName }) => ({
      from,
      to: fileName.startsWith('.') ? normalize(join(dirname(from), fileName)) : fileName,
    }))
  })

const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
const found = (wrong: (i: Import) => boolean) => imports.filter(wrong).map((i) => `${i.from} → ${i.to}`)
const isOwn = (path: string) => path.endsWith('.ts') && !path.startsWith('@')

/** What each folder may not reach, since what happens downstream is learnt from events. */
const downstream: Record<string, string[]> = {
  platform: [
    'agents',
    'brands',
    'channels',
    'contacts',
    'conversations',
    'delivery',
    'graphql',
    'http',
    'inbox',
    'intake',
    'labels',
    'metrics',
    'routing',
    'sandbox',
  ],
  contacts: ['intake', 'routing', 'inbox', 'delivery', 'http', 'sandbox'],
  conversations: ['customers', 'intake', 'routing', 'delivery', 'inbox', 'http', 'sandbox'],
  customers: ['routing', 'inbox', 'http', 'sandbox'],
  intake: ['routing', 'inbox', 'delivery', 'http', 'sandbox'],
  agents: ['inbox', 'intake', 'sandbox'],
  routing: ['customers', 'intake', 'inbox', 'delivery', 'http', 'sandbox'],
  inbox: ['intake', 'http', 'sandbox'],
  delivery: ['intake', 'inbox', 'http', 'sandbox'],
}

describe('imports point one way', () => {
  for (const [folder, forbidden] of Object.entries(downstream)) {
    it(`${folder} reaches nothing that comes after it`, () => {
      expect(found((i) => within(folder)(i.from) && forbidden.some((f) => within(f)(i.to)))).toEqual([])
    })
  }

  it('a channel adapter imports the contract, the errors and its own SDK', () => {
    const adapter = /^channels\/(chat|sms|email|voice)\//
    const allowed = (i: Import) => {
      const own = adapter.exec(i.from)?.[0] ?? ''
      return (
        i.to.startsWith(own) ||
        ['channels/channel.ts', 'channels/carried.ts', 'channels/address.ts', 'errors.ts'].includes(i.to) ||
        within('platform')(i.to) ||
        /widget\/src\/protocol/.test(i.to)
      )
    }
    expect(found((i) => adapter.test(i.from) && isOwn(i.to) && !allowed(i))).toEqual([])
  })

  it('providers are spoken to in their adapter only', () => {
    const sdk = /^(twilio|nodemailer|imapflow)(\/|$)/
    expect(found((i) => sdk.test(i.to) && !within('channels')(i.from))).toEqual([])
  })

  it('the decision of routing is pure: it imports nothing but itself and the errors, and reads no clock and no chance', () => {
    const pure = within('routing/decide')
    expect(found((i) => pure(i.from) && !pure(i.to) && i.to !== 'errors.ts')).toEqual([])
    const unclean = globSync('routing/decide/*.ts', { cwd: source }).filter((file) =>
      /Date\.now|new Date\(\)|performance\.|Math\.random/.test(readFileSync(join(source, file), 'utf8')),
    )
    expect(unclean).toEqual([])
  })

  it('only app.ts and main.ts know the app, and nobody imports main.ts', () => {
    expect(found((i) => i.to === 'main.ts' || (i.to === 'app.ts' && i.from !== 'main.ts'))).toEqual([])
  })

  it('web and widget share nothing with the server but generated types and the wire', () => {
    const client = [...globSync('{web,widget}/src/**/*.{ts,tsx,vue}', { cwd: root })]
    const wrong = client.filter((file) => /from '[^']*server\//.test(readFileSync(join(root, file), 'utf8')))
    expect(wrong).toEqual([])
    expect(found((i) => /(^|\/)(web|widget)\//.test(i.to) && !/widget\/src\/protocol/.test(i.to))).toEqual([])
  })
})

describe('settings', () => {
  it('are read from the environment in env.ts alone', () => {
    const readers = globSync('**/*.ts', { cwd: source }).filter((file) =>
      /process\.env\b/.test(readFileSync(join(source, file), 'utf8')),
    )
    // PostgreSQL's programs are given the search path of this process.
    expect(readers.toSorted()).toEqual(['env.ts', 'platform/postgres/embedded.ts'])
  })

  it('are all listed in .env.example', () => {
    const listed = readFileSync(join(root, '.env.example'), 'utf8')
    const names = [...readFileSync(join(source, 'env.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
      (m) => m[1] ?? '',
    )
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !listed.includes(`${name}=`) && name !== 'NODE_ENV')).toEqual([])
  })
})

it('tests start PostgreSQL only in folders that they take away whole, also when root runs them', () => {
  const starters = globSync('test/**/*.ts', { cwd: root }).filter((file) =>
    /\bstartEmbeddedPostgres\(\{/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(starters.length).toBeGreaterThan(2)
  expect(starters.filter((file) => !readFileSync(join(root, file), 'utf8').includes('dataFolder('))).toEqual([])
})
