import type { SmsSecretsInput, SmsSettingsInput } from '../../graphql/gen/types.ts'
import { type SmsSecrets, type SmsSettings, smsSecrets, smsSettings } from '../sms/settings.ts'
import { checked, withGiven } from './given.ts'
import { withSecrets } from './sealed.ts'

/** A number as a form gives it. */
export interface GivenNumber {
  settings?: SmsSettingsInput | null
  secrets?: SmsSecretsInput | null
}

const none = new Set<string>()

/**
 * A number after what a form gave of it; `before` has its secrets opened.
 * @throws InvalidInputError at the field below `settings` or `secrets`.
 */
export function numberWith(
  before: { settings: unknown; secrets: Record<string, string> },
  { settings, secrets }: GivenNumber,
): { settings: SmsSettings; secrets: SmsSecrets } {
  return {
    settings: checked(smsSettings, withGiven(before.settings as object, settings, none), 'settings'),
    secrets: checked(smsSecrets, withSecrets(before.secrets, secrets as never), 'secrets'),
  }
}
