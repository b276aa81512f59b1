import type { CarriedConfig, Check } from '../carried.ts'
import type { Connecting } from './connecting.ts'
import { openImap } from './imap.ts'
import { reach } from './reach.ts'
import { readEmailSettings, type EmailChannelSettings, type MailServer } from './settings.ts'
import { openSmtp, signInToSmtp } from './smtp.ts'
import { inWords } from './trouble.ts'

/** How long a connection may take to answer while somebody waits for the result, in milliseconds. */
const patience = 8000

type Step = 'settings' | 'dns' | 'tls' | 'login' | 'folder' | 'smtp' | 'smtp login'

/** The check as far as it went; `step` is the one being tried. */
interface Trial {
  step: Step
  done: Check[]
  channel: CarriedConfig
  settings: EmailChannelSettings
  connecting: Connecting
}

/**
 * Tries a mailbox out, one step after the other, and stops at the first that fails: `dns`, `tls`, `login`, `folder` of
 * its IMAP server, then `smtp` and `smtp login`. Nothing is changed and no mail is sent.
 */
export async function check(channel: CarriedConfig, connecting: Connecting): Promise<Check[]> {
  const connect = Math.min(patience, connecting.timings.connect)
  const timings = { ...connecting.timings, connect, silence: connect, accept: connect }
  const trial = { step: 'settings' as Step, done: [] as Check[] }
  try {
    const settings = readEmailSettings(channel.settings)
    const whole: Trial = Object.assign(trial, { channel, settings, connecting: { ...connecting, timings } })
    await tryImap(whole)
    await trySmtp(whole)
  } catch (error) {
    trial.done.push({ step: trial.step, ok: false, detail: (error as Error).message })
  }
  return trial.done
}

async function tryImap(trial: Trial): Promise<void> {
  const { channel, settings, connecting } = trial
  const { imap } = settings
  if (!imap) return
  trial.step = 'dns'
  const { address } = await reach(imap.host, connecting.allowPrivateHosts)
  note(trial, `${imap.host} is at ${address}.`)
  trial.step = 'login'
  const { user } = await connecting.signIns.credentials(channel, 'imap')
  trial.step = 'tls'
  const client = await openImap(channel, connecting).catch((error: Error) => {
    if (wasRefused(error)) answered(trial, imap)
    throw error
  })
  answered(trial, imap)
  note(trial, `${user} is signed in.${tokenNote(trial)}`)
  trial.step = 'folder'
  await tryFolder(trial, client, imap).finally(() => client.close())
}

async function tryFolder(
  trial: Trial,
  client: Awaited<ReturnType<typeof openImap>>,
  imap: MailServer & { folder: string },
) {
  try {
    const { exists } = await client.mailboxOpen(imap.folder, { readOnly: true })
    note(trial, `${imap.folder} is open and holds ${exists} mails.`)
  } catch (error) {
    const folders = await client.list().catch(() => [])
    const names = folders.map(({ path }) => path).join(', ')
    throw new Error(`${inWords(error, placeOf(imap))} Its folders are: ${names}.`, { cause: error })
  }
}

async function trySmtp(trial: Trial): Promise<void> {
  const { channel, settings, connecting } = trial
  const { smtp } = settings
  trial.step = 'smtp'
  const opened = await openSmtp(channel, connecting)
  try {
    note(trial, `${placeOf(smtp)} answers${encryption(smtp)}.`)
    trial.step = 'smtp login'
    await signInToSmtp(opened, channel, connecting)
    const asked = opened.connection.allowsAuth
    note(trial, asked ? `${smtp.user || settings.address} may send.` : `${placeOf(smtp)} asks for no sign-in.`)
  } finally {
    opened.connection.quit()
  }
}

const note = (trial: Trial, detail: string) => void trial.done.push({ step: trial.step, ok: true, detail })

const wasRefused = ({ cause }: Error) => (cause as { authenticationFailed?: boolean })?.authenticationFailed === true

/** The server answered, and is asked to let us in. */
function answered(trial: Trial, imap: MailServer): void {
  note(trial, `${placeOf(imap)} answers${encryption(imap)}.`)
  trial.step = 'login'
}

const placeOf = ({ host, port }: MailServer) => `${host}:${port}`

const encryption = ({ security }: MailServer) => (security === 'none' ? ', unencrypted' : ', encrypted')

function tokenNote({ channel, connecting }: Trial): string {
  const until = connecting.signIns.state(channel)?.accessUntil
  return until ? ` The sign-in is good until ${until.toISOString()} and renews itself.` : ''
}
