import { createHash } from 'node:crypto'
import type { CustomerDesk } from '../channel.ts'
import type { WidgetConfig } from '../../../../widget/src/protocol.ts'
import { chooseLocale, widgetLocales } from './locales.ts'
import { longestMessage, mostAttachments } from './limits.ts'
import type { PreparedChat } from './prepared.ts'

/** Everything the widget needs to draw itself, and a tag that changes with it. */
export async function configOf(
  desk: Pick<CustomerDesk, 'online' | 'uploadLimit'>,
  { channel, settings }: PreparedChat,
  locale: string | null,
): Promise<{ config: WidgetConfig; etag: string }> {
  const { brand, hours } = channel
  const { online, openNow, nextOpenAt } = await desk.online(channel)
  const { greeting, attachments, emoji, rating, transcript, sound, endChat } = settings
  const config: WidgetConfig = {
    key: channel.publicKey,
    name: channel.name,
    brand: { name: brand.name, logoUrl: null },
    locale: chooseLocale(locale, settings.locale, brand.locale),
    locales: [...widgetLocales],
    colour: settings.colour ?? brand.colour,
    position: settings.position,
    theme: settings.theme,
    launcherLabel: settings.launcherLabel,
    greeting: greeting ? { text: greeting, delaySeconds: settings.greetingDelaySeconds } : null,
    title: settings.title,
    subtitle: settings.subtitle,
    replyTimeSeconds: settings.replyTimeSeconds,
    hours: settings.showHours ? { timeZone: hours.timeZone, days: hours.hours, openNow, nextOpenAt } : null,
    online,
    announcement: channel.announcement,
    awayMessage: settings.awayMessage,
    form: { enabled: settings.formEnabled, intro: settings.formIntro, fields: settings.formFields },
    features: { attachments, emoji, rating, transcript, sound, endChat },
    identity: { required: settings.identityRequired },
    limits: {
      messageLength: longestMessage,
      attachmentBytes: desk.uploadLimit,
      attachmentsPerMessage: mostAttachments,
    },
  }
  const etag = `"${createHash('sha256').update(JSON.stringify(config)).digest('base64url').slice(0, 22)}"`
  return { config, etag }
}
