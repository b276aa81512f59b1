import { describe, it } from 'vitest'
import { startHoodiecrowWorld } from './hoodiecrow-world.ts'
import { hasMailServers, startInstalledWorld } from './installed-world.ts'
import { startSandboxWorld } from './sandbox-world.ts'
import type { MailWorld } from './world.ts'

if (!hasMailServers) {
  process.stderr.write(
    '\nSkipped: mail at Dovecot and Postfix, which are not installed here, or cannot be started by this user.\n',
  )
}

/** Runs the same tests against the sandbox's mail server and, where they are installed, against Dovecot and Postfix. */
export function againstMailServers(name: string, tests: (start: () => Promise<MailWorld>) => void): void {
  describe(`${name}, at the sandbox's mail server`, () => tests(startSandboxWorld))
  if (hasMailServers) describe(`${name}, at Dovecot and Postfix`, () => tests(startInstalledWorld))
  else it.skip(`${name}, at Dovecot and Postfix`)
}

/** As `againstMailServers`, for what concerns IMAP alone, and against hoodiecrow-imap from npm too. */
export function againstImapServers(name: string, tests: (start: () => Promise<MailWorld>) => void): void {
  againstMailServers(name, tests)
  describe(`${name}, at hoodiecrow-imap`, () => tests(startHoodiecrowWorld))
}
