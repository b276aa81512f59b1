import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './process.ts'

/** Whether a redis-server is installed on this machine. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A Redis of its own, which keeps nothing; it can be killed and started again on its port. */
export interface RedisProcess {
  url: string
  kill(): Promise<void>
  start(): Promise<void>
}

export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort()
  let child: ChildProcess | null = null
  const redis: RedisProcess = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(
        'redis-server',
        ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        {
          stdio: 'ignore',
        },
      )
      while (!(await answers(port))) await wait(20)
    },
    async kill() {
      const gone = new Promise((done) => child?.on('exit', done))
      child?.kill('SIGKILL')
      await gone
    },
  }
  await redis.start()
  return redis
}

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(port, '127.0.0.1')
  socket.on('connect', () => {
    socket.destroy()
    resolve(true)
  })
  socket.on('error', () => resolve(false))
  return promise
}
