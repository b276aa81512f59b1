import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Place } from './place.ts'
import type { Answer, Question } from './answer.ts'

/** Another process of the run: a server that is measured, or a source of load. */
export interface Child {
  pid: number
  /** Asks what its `answer({…})` offers under this name. */
  ask<T>(name: string, argument?: unknown): Promise<T>
  end(): Promise<void>
}

const folder = resolve(import.meta.dirname, '..')

/**
 * Starts a file of this folder, such as `servers/relay.ts`, as its own process; resolves when it answers. A file that is
 * no part of the benchmarks and so answers nothing can be given one that does by `probe`.
 */
export async function startChild(
  place: Place,
  file: string,
  { env = {}, probe }: { env?: Record<string, string>; probe?: string } = {},
): Promise<Child> {
  const child = fork(resolve(folder, file), [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc', ...(probe ? ['--import', pathToFileURL(resolve(folder, probe)).href] : [])],
  })
  const end = place.ends.add(() => stop(child))
  const ask = asker(child, file)
  await ask('ready')
  return { pid: child.pid ?? 0, ask, end }
}

function asker(child: ChildProcess, name: string): Child['ask'] {
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let last = 0
  child.on('message', ({ id, value, error }: Answer) => {
    const asked = open.get(id)
    open.delete(id)
    if (error) asked?.reject(new Error(`${name}: ${error}`))
    else asked?.resolve(value as never)
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of open.values()) reject(new Error(`${name} ended by itself (${code ?? signal})`))
  })
  return (question, argument) => {
    const asked = Promise.withResolvers<never>()
    open.set(++last, asked)
    if (child.exitCode !== null || !child.connected) return Promise.reject(new Error(`${name} is gone`))
    child.send({ id: last, name: question, argument } satisfies Question)
    return asked.promise
  }
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
