import type { CarriedConfig, Check } from '../carried.ts'
import type { Connecting } from './connecting.ts'
import { openImap } from './imap.ts'
import { reach } from './reach.ts'
import { readEmailSettings, type EmailChannelSettings, type MailServer } from './settings.ts'
import { openSmtp, signInToSmtp, type Smtp } from './smtp.ts'
import { inWords } from './trouble.ts'

/** How long each connection may take to answer while somebody waits for the result, in milliseconds. */
const patience = 8000

/**
 * Tries a mailbox out, one step after the other, and stops at the first that fails: `dns`, `tls`, `login`, `folder` of
 * its IMAP server, then `smtp` and `smtp login`. Nothing is changed and no mail is sent.
 */
export async function check(channel: CarriedConfig, connecting: Connecting): Promise<Check[]> {
  const timings = { ...connecting.timings, connect: patience, silence: patience, accept: patience }
  const quick = { ...connecting, timings }
  const checks: Check[] = []
  try {
    const settings = readEmailSettings(channel.settings)
    if (settings.imap) await checkImap(checks, channel, settings, quick)
    await checkSmtp(checks, channel, settings, quick)
  } catch (error) {
    checks.push({ step: stepOf(error, checks), ok: false, detail: (error as Error).message })
  }
  return checks
}

type Step = 'dns' | 'tls' | 'login' | 'folder' | 'smtp' | 'smtp login'

async function checkImap(checks: Check[], channel: CarriedConfig, settings: EmailChannelSettings, quick: Connecting) {
  const { imap } = settings
  if (!imap) return
  const where = placeOf(imap)
  const { address } = await reach(imap.host, quick.allowPrivateHosts)
  note(checks, 'dns', `${imap.host} is at ${address}.`)
  const client = await openImap(channel, quick)
  try {
    note(checks, 'tls', `${where} answers${encryption(imap)}.`)
    note(checks, 'login', `${imap.user || settings.address} is signed in.${tokenNote(channel, quick)}`)
    const { exists } = await client.mailboxOpen(imap.folder, { readOnly: true })
    note(checks, 'folder', `${imap.folder} is open and holds ${exists} mails.`)
  } catch (error) {
    const folders = await client.list().catch(() => [])
    throw new FolderError(`${inWords(error, where)} There are: ${folders.map(({ path }) => path).join(', ')}.`)
  } finally {
    client.close()
  }
}

async function checkSmtp(checks: Check[], channel: CarriedConfig, settings: EmailChannelSettings, quick: Connecting) {
  const { smtp } = settings
  const opened: Smtp = await openSmtp(channel, quick)
  try {
    note(checks, 'smtp', `${placeOf(smtp)} answers${encryption(smtp)}.`)
    await signInToSmtp(opened, channel, quick)
    const asked = opened.connection.allowsAuth
    note(checks, 'smtp login', asked ? `${smtp.user || settings.address} may send.` : 'The server asks for no sign-in.')
  } finally {
    opened.connection.quit()
  }
}

class FolderError extends Error {}

const note = (checks: Check[], step: Step, detail: string) => void checks.push({ step, ok: true, detail })

const placeOf = ({ host, port }: MailServer) => `${host}:${port}`

const encryption = ({ security }: MailServer) => (security === 'none' ? ', unencrypted' : ', encrypted')

function tokenNote(channel: CarriedConfig, { signIns }: Connecting): string {
  const until = signIns.state(channel)?.accessUntil
  return until ? ` The sign-in is good until ${until.toISOString()} and renews itself.` : ''
}

/** The step that failed: the one after those that are noted, where the error does not say it itself. */
function stepOf(error: unknown, checks: Check[]): Step {
  if (error instanceof FolderError) return 'folder'
  const cause = (error as { cause?: { authenticationFailed?: boolean; code?: string } }).cause
  const last = checks.at(-1)?.step
  if (last === 'smtp') return 'smtp login'
  if (last === 'folder') return 'smtp'
  if (last === 'dns') return cause?.authenticationFailed || !cause ? 'login' : 'tls'
  return checks.length === 0 ? 'dns' : 'smtp'
}
