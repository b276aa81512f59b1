import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../process.ts'
import { writeDovecot, writePostfix } from './configuration.ts'
import { hand } from './hand.ts'
import type { MailWorld } from './world.ts'

const programs = ['/usr/sbin/dovecot', '/usr/sbin/postfix']

/** Whether Dovecot and Postfix are installed and may be started by us: that takes root. */
export const hasMailServers = programs.every((program) => existsSync(program)) && process.getuid?.() === 0

/** Dovecot and Postfix on ports of their own. Everything they write lies in a temporary folder. */
export async function startInstalledWorld(): Promise<MailWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-mail-'))
  const [imapPort, lmtpPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const largest = 31_457_280
  const configuration = writeDovecot(folder, { imapPort, lmtpPort })
  const dovecot = spawn('/usr/sbin/dovecot', ['-c', configuration, '-F'], { stdio: 'ignore' })
  const postfix = writePostfix(folder, { smtpPort, lmtpPort, largest })
  execFileSync('/usr/sbin/postfix', ['-c', postfix, 'start'], { stdio: 'ignore' })
  let count = 0
  return {
    imapPort: async () => imapPort,
    smtpPort,
    password: 'pass',
    largest,
    hubAddress: () => `support${++count}@hub.test`,
    customer: () => `customer${++count}@customer.test`,
    refusing: (code) => `refuses-${code}-${++count}@customer.test`,
    post: (raw, from, to) => handOnceUp(smtpPort, raw, from, to),
    inbox: async (address) => mailsIn(join(folder, 'mail', address, 'Maildir')),
    async renumber(address) {
      const validity = String(Math.floor(Date.now() / 1000) + ++count)
      const update = ['mailbox', 'update', '-u', address, '--uid-validity', validity, 'INBOX']
      execFileSync('/usr/bin/doveadm', ['-c', configuration, ...update], { stdio: 'ignore' })
    },
    async stop() {
      execFileSync('/usr/sbin/postfix', ['-c', postfix, 'stop'], { stdio: 'ignore' })
      const ended = new Promise((resolve) => dovecot.once('exit', resolve))
      dovecot.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As `hand`, but waits for a server that has only just been started. */
async function handOnceUp(port: number, raw: Buffer, from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await hand(port, raw, from, to)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED' || tries > 100) throw error
      await wait(50)
    }
  }
}

function mailsIn(maildir: string): Buffer[] {
  const files = ['new', 'cur'].flatMap((name) => {
    const path = join(maildir, name)
    return existsSync(path) ? readdirSync(path).map((file) => join(path, file)) : []
  })
  const byAge = files.toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
  return byAge.map((file) => readFileSync(file))
}
