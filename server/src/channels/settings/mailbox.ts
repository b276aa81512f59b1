import * as v from 'valibot'
import { InvalidInputError } from '../../errors.ts'
import type { EmailSecretsInput, EmailSettingsInput } from '../../graphql/gen/types.ts'
import { type EmailChannelSettings, emailSecrets, emailSettings } from '../email/settings.ts'
import { checked, withGiven } from './given.ts'
import { withSecrets } from './sealed.ts'

/** A mailbox as a form gives it. */
export interface GivenMailbox {
  settings?: EmailSettingsInput | null
  secrets?: EmailSecretsInput | null
}

export interface Mailbox {
  settings: EmailChannelSettings
  secrets: v.InferOutput<typeof emailSecrets>
}

const clearable = new Set(['imap', 'dkim'])

/**
 * A mailbox after what a form gave of it; `before` has its secrets opened.
 * @throws InvalidInputError at the field below `settings` or `secrets`, also for a secret that is needed and missing.
 */
export function mailboxWith(
  before: { settings: unknown; secrets: Record<string, string> },
  { settings: given, secrets: givenSecrets }: GivenMailbox,
): Mailbox {
  const settings = checked(emailSettings, withGiven(before.settings as object, given, clearable), 'settings')
  const secrets = checked(emailSecrets, withSecrets(before.secrets, givenSecrets as never), 'secrets')
  const missing = missingSecret(settings, secrets)
  if (missing) throw new InvalidInputError(`secrets.${missing[0]}`, missing[1])
  return { settings, secrets }
}

/** The secret that these settings need and that is not there, and what to do about it. */
function missingSecret({ imap, signIn, dkim }: EmailChannelSettings, secrets: Mailbox['secrets']) {
  const oauth2 = signIn.kind === 'oauth2'
  const needed: [keyof Mailbox['secrets'], boolean, string][] = [
    ['password', imap !== null && !oauth2, 'Enter the password of the mailbox.'],
    ['clientId', oauth2, 'Enter the client id of your application at the provider.'],
    ['refreshToken', oauth2, 'Enter the refresh token that the provider gave for this mailbox.'],
    ['dkimPrivateKey', dkim !== null, 'Enter the private key that mail is signed with.'],
  ]
  const found = needed.find(([name, isNeeded]) => isNeeded && !secrets[name])
  return found && ([found[0], found[2]] as const)
}
