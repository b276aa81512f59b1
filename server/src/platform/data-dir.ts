import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Makes the data directory unless it is there. @throws Error in words for people when nothing can be kept in it. */
export function openDataDir(path: string): void {
  try {
    makeFolder(path)
    // Only a file shows it: some places say that they may be written to, and hold no files.
    const trial = join(path, `.trial-${process.pid}`)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Nothing can be kept in ${path}: set DATA_DIR to a folder that can be written to. (${reason})`)
  }
}

/** One folder at a time: told to make all of them, Node tries for ever where none can be made, as below /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process that starts now was quicker.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
