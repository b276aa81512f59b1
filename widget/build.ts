import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = import.meta.dirname
const dist = join(root, 'dist')
const budgets = { loader: 2560, chat: 28 * 1024 }

/** One built file with its sizes in bytes. */
export interface BuiltFile {
  file: string
  raw: number
  gzip: number
}

const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  json: { namedExports: false },
} as const

async function buildChat(): Promise<string> {
  await build({
    ...shared,
    base: './',
    build: {
      outDir: dist,
      target: 'es2022',
      modulePreload: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: join(root, 'src/app/main.tsx'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'assets/chat-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  })
  const chat = (await readdir(join(dist, 'assets'))).find((name) => name.startsWith('chat-'))
  if (!chat) throw new Error('The build of the chat wrote no assets/chat-*.js')
  return chat
}

async function buildLoader(chat: string): Promise<void> {
  await build({
    ...shared,
    define: { __CHAT__: JSON.stringify(chat) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: join(root, 'src/loader/main.ts'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  })
}

async function measure(): Promise<BuiltFile[]> {
  const names = ['widget.js', ...(await readdir(join(dist, 'assets'))).map((name) => `assets/${name}`)]
  return Promise.all(
    names.map(async (file) => {
      const bytes = await readFile(join(dist, file))
      return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }
    }),
  )
}

function checkBudgets(files: BuiltFile[]): void {
  const size = (start: string) => files.find(({ file }) => file.startsWith(start))?.gzip ?? 0
  const found = { loader: size('widget.js'), chat: size('assets/chat-') }
  for (const part of ['loader', 'chat'] as const) {
    if (found[part] > budgets[part]) {
      throw new Error(`The ${part} is ${found[part]} bytes gzip, ${found[part] - budgets[part]} over its budget`)
    }
  }
}

/**
 * Builds `dist/`: `widget.js` (the loader), `assets/*` (hashed: the chat and its languages) and `manifest.json`
 * (`{ chat, files: BuiltFile[] }`). Throws when the loader or the chat is over its budget.
 */
export async function buildWidget(): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await mkdir(dist, { recursive: true })
  const chat = await buildChat()
  await buildLoader(chat)
  const files = await measure()
  await writeFile(join(dist, 'manifest.json'), `${JSON.stringify({ chat: `assets/${chat}`, files }, null, 2)}\n`)
  checkBudgets(files)
}

if (import.meta.main) {
  await buildWidget()
  const { files } = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as { files: BuiltFile[] }
  for (const { file, raw, gzip } of files) process.stdout.write(`${file.padEnd(28)} ${raw} raw  ${gzip} gzip\n`)
}
