import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from '../../scripts/build/root.ts'
import { makeStale } from '../../scripts/build/stale.ts'
import { targets } from '../../scripts/build/targets.ts'
import type { Bench } from './measure/bench.ts'
import { staticClosure } from './measure/static-closure.ts'
import { compared, type Result } from './measure/result.ts'

const widget = join(root, 'widget/dist')
const web = join(root, 'web/dist')

/** What a browser downloads before it can show something. */
export const bytes: Bench = {
  names: ['bytes.loader', 'bytes.widget', 'bytes.app'],
  async run(place) {
    // A build that is over its own budget fails after it has written everything: it is measured, not hidden.
    await makeStale(targets, place.say).catch((error: Error) => place.say(`  the build says: ${error.message}`))
    if (!existsSync(join(widget, 'manifest.json')) || !existsSync(join(web, 'index.html'))) {
      throw new Error('The widget or the web app could not be built')
    }
    const { visit, chat } = JSON.parse(readFileSync(join(widget, 'manifest.json'), 'utf8')) as Record<string, string>
    const opened = staticClosure(
      widget,
      [visit, chat].filter((file) => file !== undefined),
    )
    const first = staticClosure(web, pageFiles(readFileSync(join(web, 'index.html'), 'utf8')))
    const inbox = readdirSync(join(web, 'assets')).filter((file) => /^InboxPage-.*\.(js|css)$/.test(file))
    const shown = staticClosure(web, [...first, ...inbox.map((file) => `assets/${file}`)])
    return [
      figure(
        'bytes.loader',
        gzip(widget, ['widget.js']),
        2.5 * 1024,
        'gzip -9 of widget.js, the one script a site embeds',
      ),
      figure(
        'bytes.widget',
        gzip(widget, opened),
        28 * 1024,
        `gzip -9 of what opening the chat in English loads after it: ${named(opened)}`,
      ),
      figure(
        'bytes.app',
        brotli(web, first),
        170 * 1024,
        `brotli 11 of index.html's scripts and styles with their static imports: ${named(first)}; with the inbox's own page, which follows once somebody is signed in: ${brotli(web, shown)} bytes`,
      ),
    ]
  },
}

function figure(name: string, value: number, than: number, how: string): Result {
  return compared({ name, value, unit: 'bytes', goal: { of: 'value', limit: 'at most', than }, how })
}

const named = (files: string[]) =>
  `${files.length} files (${files.map((file) => file.replace(/^assets\//, '')).join(', ')})`

/** The scripts, styles and preloads that a page names. */
const pageFiles = (html: string): string[] =>
  [
    ...html.matchAll(/<(?:script[^>]*\ssrc|link[^>]*rel="(?:modulepreload|stylesheet)"[^>]*\shref)="\/([^"]+)"/g),
  ].flatMap((match) => match[1] ?? [])

const sum = (folder: string, files: string[], size: (content: Buffer) => number) =>
  files.reduce((total, file) => total + size(readFileSync(join(folder, file))), 0)

const gzip = (folder: string, files: string[]) =>
  sum(folder, files, (content) => gzipSync(content, { level: 9 }).length)

const brotli = (folder: string, files: string[]) =>
  sum(
    folder,
    files,
    (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  )
