import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const dist = join(root, 'dist')
const budgets = { loader: 2560, chat: 28 * 1024 }

/** One built file with its sizes in bytes. */
export interface BuiltFile {
  file: string
  raw: number
  gzip: number
}

/** Loaded only when wanted: other languages, the emoji, and the greeting, which belongs to a chat that is not open. */
const apart = ['ar', 'de', 'es', 'fr', 'nl', 'greeting', 'emoji-grid']

const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  json: { namedExports: false },
} as const

const importPreact: Plugin = {
  name: 'import-preact',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { h, Fragment } from 'preact'\n${code}` : null),
}

async function buildParts(): Promise<{ visit: string; chat: string }> {
  await build({
    ...shared,
    base: './',
    // The classic transform: `h(tag, props, ...children)` is shorter than the automatic one's calls.
    oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
    plugins: [importPreact],
    build: {
      outDir: dist,
      target: 'es2022',
      modulePreload: false,
      copyPublicDir: false,
      // A library, so that dynamic imports stay as they are written: pages' policies and budgets want no more.
      lib: { entry: { visit: join(root, 'src/visit/visit.ts') }, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          comments: false,
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: ({ name }) => `assets/${name === 'main' ? 'chat' : name}-[hash].js`,
        },
      },
    },
  })
  const built = await readdir(join(dist, 'assets'))
  const named = (name: string) => {
    const file = built.find((file) => file.startsWith(`${name}-`))
    if (!file) throw new Error(`The build wrote no assets/${name}-*.js`)
    return file
  }
  return { visit: named('visit'), chat: named('chat') }
}

async function buildLoader(visit: string): Promise<void> {
  await build({
    ...shared,
    define: { VISIT_FILE: JSON.stringify(visit) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      copyPublicDir: false,
      lib: {
        entry: join(root, 'src/loader/main.ts'),
        formats: ['iife'],
        name: 'switchboard',
        fileName: () => 'widget.js',
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

/** Gzip bytes: the loader, and all that opening the chat loads after it in English. */
function checkBudgets(files: BuiltFile[]): void {
  const size = (...starts: string[]) =>
    files.filter(({ file }) => starts.some((start) => file.startsWith(start))).reduce((sum, { gzip }) => sum + gzip, 0)
  const found = { loader: size('widget.js'), chat: size('assets/') - size(...apart.map((name) => `assets/${name}-`)) }
  for (const part of ['loader', 'chat'] as const) {
    if (found[part] > budgets[part]) {
      throw new Error(`The ${part} is ${found[part]} bytes gzip, ${found[part] - budgets[part]} over its budget`)
    }
  }
}

/**
 * Builds `dist/`: `widget.js` (the loader), `assets/*` (hashed: the chat and its languages) and `manifest.json`
 * (`{ visit, chat, files: BuiltFile[] }`). Throws when the loader or the chat is over its budget.
 */
export async function buildWidget(): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await mkdir(dist, { recursive: true })
  const { visit, chat } = await buildParts()
  await buildLoader(visit)
  const files = await measure()
  await writeFile(
    join(dist, 'manifest.json'),
    `${JSON.stringify({ visit: `assets/${visit}`, chat: `assets/${chat}`, files }, null, 2)}\n`,
  )
  checkBudgets(files)
}

if (import.meta.main) {
  await buildWidget()
  const { files } = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as { files: BuiltFile[] }
  for (const { file, raw, gzip } of files) process.stdout.write(`${file.padEnd(28)} ${raw} raw  ${gzip} gzip\n`)
}
