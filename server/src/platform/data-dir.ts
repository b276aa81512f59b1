import { accessSync, constants, mkdirSync } from 'node:fs'

/** Makes the data directory unless it is there. @throws Error in words for people when it cannot be written to. */
export function openDataDir(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Nothing can be kept in ${path}: set DATA_DIR to a folder that can be written to. (${reason})`)
  }
}
