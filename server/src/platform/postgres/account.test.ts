import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { copyPrograms } from './account.ts'

it('copies programs that run where the originals cannot be reached, and leaves a copy that is there in peace', () => {
  const place = mkdtempSync(join(tmpdir(), 'switchboard-account-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  const [native, target] = [join(place, 'home/native'), join(place, 'shared/postgresql')]
  mkdirSync(join(native, 'lib'), { recursive: true })
  writeFileSync(join(native, 'lib/libpq.so.5.18'), 'a library')
  symlinkSync('libpq.so.5.18', join(native, 'lib/libpq.so.5'))
  copyPrograms(native, target)
  copyPrograms(native, target)
  rmSync(join(place, 'home'), { recursive: true })
  expect(readFileSync(join(target, 'lib/libpq.so.5'), 'utf8')).toBe('a library')
})
