import * as v from 'valibot'
import { isAddressRange } from '../../platform/address-ranges.ts'
import { isOriginPattern } from './addresses.ts'
import { formFields } from './form-fields.ts'
import { text, words } from './text.ts'

const seconds = (most: number) =>
  v.pipe(
    v.number(),
    v.integer('Give whole seconds.'),
    v.minValue(0, 'Give 0 seconds or more.'),
    v.maxValue(most, `Give at most ${most} seconds.`),
  )
const locale = v.pipe(
  v.string(),
  v.check((tag) => /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(tag), 'Give a language such as "en" or "pt-BR".'),
)
const origin = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.check(isOriginPattern, 'Give a site such as https://shop.example or https://*.example.com, without a path.'),
)
const range = v.pipe(
  v.string(),
  v.trim(),
  v.check(isAddressRange, 'Give an IP address or a range such as 203.0.113.0/24.'),
)
const listOf = <Item extends v.GenericSchema<string, string>>(item: Item, most: number) =>
  v.pipe(
    v.array(item),
    v.maxLength(most, `At most ${most} are possible.`),
    v.transform((entries) => [...new Set(entries)]),
  )

/** What stands in `Channel.settings` of a chat: the fields of ChatSettings that are not secret. */
export const chatSettings = v.object({
  title: v.optional(words(80), 'Hi there'),
  subtitle: v.optional(text(200), 'Ask us anything. We are happy to help.'),
  launcherLabel: v.optional(words(60), 'Chat with us'),
  /** Null takes the brand's. */
  colour: v.optional(
    v.nullable(
      v.pipe(v.string(), v.toLowerCase(), v.regex(/^#[0-9a-f]{6}$/, 'Give a colour as #rrggbb, such as #0f766e.')),
    ),
    null,
  ),
  position: v.optional(v.picklist(['right', 'left'], 'Choose right or left.'), 'right'),
  theme: v.optional(v.picklist(['auto', 'light', 'dark'], 'Choose auto, light or dark.'), 'auto'),
  locale: v.optional(locale, 'en'),
  /** Empty shows none. */
  greeting: v.optional(text(200), ''),
  greetingDelaySeconds: v.optional(seconds(600), 5),
  /** Null shows nothing. */
  replyTimeSeconds: v.optional(v.nullable(seconds(604_800)), 300),
  showHours: v.optional(v.boolean(), true),
  awayMessage: v.optional(
    words(500),
    'Nobody is here right now. Leave your e-mail address and we will answer as soon as we are back.',
  ),
  formEnabled: v.optional(v.boolean(), false),
  formIntro: v.optional(text(500), 'Before we begin, please tell us a little about yourself.'),
  formFields: v.optional(formFields, [
    { name: 'name', kind: 'text', label: 'Your name', required: true },
    { name: 'email', kind: 'email', label: 'Your e-mail address', required: true },
  ]),
  attachments: v.optional(v.boolean(), true),
  emoji: v.optional(v.boolean(), true),
  rating: v.optional(v.boolean(), true),
  transcript: v.optional(v.boolean(), true),
  sound: v.optional(v.boolean(), true),
  endChat: v.optional(v.boolean(), true),
  /** 0 never mails. */
  mailAfterMinutes: v.optional(
    v.pipe(
      v.number(),
      v.integer('Give whole minutes.'),
      v.minValue(0, 'Give 0 minutes or more.'),
      v.maxValue(1440, 'Give at most 1440 minutes.'),
    ),
    5,
  ),
  /** Origins or `https://*.x` patterns; empty allows all. */
  allowedDomains: v.optional(listOf(origin, 100), []),
  identityRequired: v.optional(v.boolean(), false),
  identityEnforced: v.optional(v.boolean(), true),
  /** Addresses and ranges. */
  blockedAddresses: v.optional(listOf(range, 1000), []),
})

/** The settings of a chat, complete. */
export type ChatChannelSettings = v.InferOutput<typeof chatSettings>

/** What a new chat begins with. */
export const defaultChatSettings: ChatChannelSettings = v.parse(chatSettings, {})

/**
 * `Channel.settings` of a chat as it stands in the database, with defaults for what a later version added.
 * @throws Error when it was written around the hub and cannot be used.
 */
export function readChatSettings(stored: unknown): ChatChannelSettings {
  return v.parse(chatSettings, stored)
}
