import type { Context } from '../../context.ts'
import type { ChannelRow } from '../../graphql/rows.ts'
import { readChatSettings } from '../chat/settings.ts'
import { maySecureChannels } from '../policy.ts'
import { identitySecrets } from './identity-secret.ts'

/** A chat's settings as the viewer may see them; null for channels of another kind. */
export function shownChatSettings(ctx: Context, channel: ChannelRow) {
  if (channel.kind !== 'chat') return null
  const [current, previous] = identitySecrets(ctx.seal, channel, ctx.clock.now())
  return {
    ...readChatSettings(channel.settings),
    key: channel.publicKey,
    snippet: snippet(ctx.env.PUBLIC_URL, channel.publicKey),
    identitySecret: maySecureChannels(ctx.viewer) ? (current?.secret ?? null) : null,
    previousSecretUntil: previous?.until ?? null,
  }
}

/** The line of HTML that puts a chat on a page. */
export function snippet(publicUrl: string, key: string): string {
  return `<script async src="${publicUrl}/widget.js" data-channel="${key}"></script>`
}
