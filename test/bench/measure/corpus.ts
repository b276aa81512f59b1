import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../../../scripts/build/root.ts'

const folder = resolve(process.env['CORPUS_DIR'] ?? join(root, '../shared/data/email'))

/** The corpus' whole mails as they came, where there is a corpus; its bare texts are no mails. */
export function corpusMails(): Buffer[] {
  const manifest = join(folder, 'manifest.json')
  if (!existsSync(manifest)) return []
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as { file: string }[]
  return entries
    .filter(({ file }) => /^(mime|bounce|helpdesk)\//.test(file))
    .map(({ file }) => readFileSync(join(folder, file)))
}
