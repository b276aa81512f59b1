import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** The resident memory of a process in kB: Linux tells it itself, elsewhere `ps` does. */
export function residentKilobytes(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1])
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
}

/** Looks at a process' memory until it is asked for the most it held, in kB. */
export function watchResident(pid: number): () => number {
  let most = residentKilobytes(pid)
  const look = () => {
    most = Math.max(most, residentKilobytes(pid))
    return most
  }
  const timer = setInterval(look, 10)
  return () => {
    clearInterval(timer)
    return look()
  }
}
