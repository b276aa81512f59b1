import { hasMailServers, startInstalledWorld } from '../../support/mail/installed-world.ts'
import { startSandboxWorld } from '../../support/mail/sandbox-world.ts'
import type { MailWorld } from '../../support/mail/world.ts'
import type { Place } from './place.ts'

/** A mail server of the run, and its name. */
export interface NamedWorld {
  world: MailWorld
  called: string
}

/** Dovecot and Postfix where they are installed, the sandbox's mail server in this process otherwise. */
export async function startMailWorld(place: Place): Promise<NamedWorld> {
  const world = hasMailServers ? await startInstalledWorld() : await startSandboxWorld()
  place.ends.add(() => world.stop())
  if (!hasMailServers) place.say('  Dovecot and Postfix are not installed, or this user may not start them')
  return { world, called: hasMailServers ? 'Dovecot, behind Postfix' : "the sandbox's mail server" }
}
