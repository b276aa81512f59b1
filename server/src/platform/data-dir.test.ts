import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDataDir } from './data-dir.ts'

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('a data directory is made with all folders above it, and nothing is left in it', () => {
  const folder = join(place(), 'a/b/c')
  openDataDir(folder)
  openDataDir(folder)
  expect(readdirSync(folder)).toEqual([])
})

it.each(['/proc/switchboard', '/proc/switchboard/deep/down', '/proc', '/dev/null/hub', '/dev/null'])(
  '%s can hold nothing, which is said at once',
  (path) => expect(() => openDataDir(path)).toThrow(`Nothing can be kept in ${path}: set DATA_DIR to a folder`),
)

it('a file in the way is said', () => {
  const file = join(place(), 'file')
  writeFileSync(file, '')
  expect(() => openDataDir(join(file, 'hub'))).toThrow('Nothing can be kept in')
})
