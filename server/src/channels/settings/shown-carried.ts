import * as v from 'valibot'
import type { Context } from '../../context.ts'
import { must } from '../../conversations/must.ts'
import type { ChannelRow } from '../../graphql/rows.ts'
import { carriedConfig } from '../carried-config.ts'
import { emailSettings } from '../email/settings.ts'
import type { EmailChannel } from '../email/email.ts'
import { mayEditChannels, maySecureChannels } from '../policy.ts'
import { webhooksOf } from '../sms/addresses.ts'
import { smsSettings } from '../sms/settings.ts'

/** A mailbox's settings as the viewer may see them; null for other kinds, other viewers, and what cannot be read. */
export async function shownEmailSettings(ctx: Context, channel: ChannelRow) {
  const settings = readable(ctx, channel, 'email', emailSettings)
  if (!settings) return null
  const { signIn } = settings
  const oauth2 = signIn.kind === 'oauth2' ? signIn : null
  return {
    ...settings,
    signIn: { provider: null, tokenUrl: null, scope: null, ...oauth2, kind: signIn.kind },
    hasPassword: has(channel, 'password'),
    hasSmtpPassword: has(channel, 'smtpPassword'),
    hasClientId: has(channel, 'clientId'),
    hasClientSecret: has(channel, 'clientSecret'),
    hasRefreshToken: has(channel, 'refreshToken'),
    hasDkimPrivateKey: has(channel, 'dkimPrivateKey'),
    token: (ctx.adapterOf('email') as Partial<EmailChannel> | undefined)?.tokenState?.(channel) ?? null,
    webhookUrl: `${ctx.env.PUBLIC_URL}/webhooks/email/${channel.publicKey}`,
    webhookSecret: maySecureChannels(ctx.viewer) ? await webhookSecret(ctx, channel) : null,
  }
}

/** A number's settings as the viewer may see them; null for other kinds, other viewers, and what cannot be read. */
export function shownSmsSettings(ctx: Context, channel: ChannelRow) {
  const settings = readable(ctx, channel, 'sms', smsSettings)
  if (!settings) return null
  return {
    ...settings,
    hasAuthToken: has(channel, 'authToken'),
    hasSecondaryAuthToken: has(channel, 'secondaryAuthToken'),
    hasUser: has(channel, 'user'),
    webhookUrl: webhooksOf(ctx.env.PUBLIC_URL, channel).incoming,
  }
}

/** What was written around the hub and cannot be used shows nothing, and spoils no list. */
function readable<Schema extends v.GenericSchema>(ctx: Context, channel: ChannelRow, kind: string, schema: Schema) {
  if (channel.kind !== kind || !mayEditChannels(ctx.viewer)) return null
  const result = v.safeParse(schema, channel.settings)
  return result.success ? result.output : null
}

const has = (channel: ChannelRow, name: string) => name in (channel.secrets as object)

async function webhookSecret(ctx: Context, channel: ChannelRow): Promise<string | null> {
  const brand = await must(ctx.loaders.brand.load(channel.brandId))
  return carriedConfig(ctx, { ...channel, brand }).secrets['webhook'] ?? null
}
