import * as v from 'valibot'
import { isPrintable } from '../../platform/text.ts'

const line = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(longest, `Keep it under ${longest} characters.`),
    v.check(isPrintable, 'This holds characters that cannot be shown.'),
  )
const lines = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(longest, `Keep it under ${longest} characters.`),
    v.check((text) => text.split(/\r?\n|\t/).every(isPrintable), 'This holds characters that cannot be shown.'),
  )
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.integer('Give a whole number.'),
    v.minValue(least, `Give ${least} or more.`),
    v.maxValue(most, `Give at most ${most}.`),
  )
const address = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[^\s@<>",;:()[\]\\+]{1,64}@[a-z0-9.-]{1,190}$/, 'Give an address such as support@example.com.'),
)
const host = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253, 'Keep it under 253 characters.'),
  // Labels are told apart by their dots alone: a long text that is no name is seen to be none in one pass.
  v.regex(
    /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*\.?$|^[0-9a-f:.]+$/,
    'Give a name such as imap.example.com.',
  ),
)
const server = {
  host,
  port: whole(1, 65_535),
  /** `tls` from the first byte, `starttls` required after the greeting, `none` on private networks only. */
  security: v.optional(v.picklist(['tls', 'starttls', 'none'], 'Choose tls, starttls or none.'), 'tls'),
  /** Empty takes the address. */
  user: v.optional(line(254), ''),
}
const folder = v.pipe(line(200), v.nonEmpty('Name the folder, such as INBOX.'))
const web = v.pipe(v.string(), v.url('Give an address that begins with https://.'), v.maxLength(500))
const signIn = v.variant(
  'kind',
  [
    v.object({ kind: v.literal('password') }),
    v.object({
      kind: v.literal('oauth2'),
      provider: v.picklist(['google', 'microsoft', 'custom'], 'Choose google, microsoft or custom.'),
      /** Where tokens are renewed; null takes the provider's. */
      tokenUrl: v.optional(v.nullable(web), null),
      /** Asked for on renewal, where the provider wants that; null takes the provider's. */
      scope: v.optional(v.nullable(line(500)), null),
    }),
  ],
  'Choose password or oauth2.',
)
const name = v.pipe(line(190), v.toLowerCase(), v.regex(/^[a-z0-9._-]+$/, 'Use letters, digits, dots and hyphens.'))

/**
 * What stands in `Channel.settings` of a mailbox. Its secrets: `password`; `smtpPassword` where it differs; `clientId`,
 * `clientSecret` and `refreshToken` of OAuth2; `dkimPrivateKey` (PEM); `webhook`, the key inbound requests are signed with.
 */
export const emailSettings = v.object({
  address,
  /** Empty takes the brand's. */
  displayName: v.optional(line(100), ''),
  /** Plain text below what agents write. */
  signature: v.optional(lines(2000), ''),
  /** Null: mail comes by webhook alone. */
  imap: v.optional(v.nullable(v.object({ ...server, folder: v.optional(folder, 'INBOX') })), null),
  smtp: v.object(server),
  signIn: v.optional(signIn, { kind: 'password' }),
  /** Whether the server takes `name+anything@domain` for `name@domain`. */
  plusAddressing: v.optional(v.boolean(), true),
  /** Null leaves signing to the server. */
  dkim: v.optional(v.nullable(v.object({ domain: name, selector: name })), null),
  undoSeconds: v.optional(whole(0, 120), 10),
  /** A new mailbox begins now, or with the mail of this many days. */
  takeDays: v.optional(whole(0, 365), 0),
  /** Whether sent mail is put into the sent folder by us; Google's and Microsoft's servers do it themselves. */
  saveSent: v.optional(v.boolean(), false),
})

const secret = v.optional(v.pipe(line(5000), v.nonEmpty('This must not be empty.')))

/** What people enter of a mailbox's secrets; `webhook` is made by the hub. */
export const emailSecrets = v.object({
  password: secret,
  smtpPassword: secret,
  clientId: secret,
  clientSecret: secret,
  refreshToken: secret,
  dkimPrivateKey: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(10_000, 'Keep it under 10000 characters.'),
      v.check((text) => text.startsWith('-----BEGIN '), 'Give the private key as PEM: it begins with -----BEGIN.'),
    ),
  ),
})

/** The settings of a mailbox, complete. */
export type EmailChannelSettings = v.InferOutput<typeof emailSettings>
export type MailServer = Pick<EmailChannelSettings['smtp'], 'host' | 'port' | 'security' | 'user'>

/**
 * `Channel.settings` of a mailbox as it stands in the database, with defaults for what a later version added.
 * @throws Error when it was written around the hub and cannot be used.
 */
export function readEmailSettings(stored: unknown): EmailChannelSettings {
  return v.parse(emailSettings, stored)
}
