import type { CustomerThread } from '../channel.ts'
import { chooseLocale } from './locales.ts'

interface Words {
  you: string
  support: string
  conversation: string
  file: string
}

const words: Record<string, Words> = {
  en: { you: 'You', support: 'Support', conversation: 'Conversation with', file: 'File' },
  ar: { you: 'أنت', support: 'الدعم', conversation: 'محادثة مع', file: 'ملف' },
  de: { you: 'Sie', support: 'Support', conversation: 'Unterhaltung mit', file: 'Datei' },
  es: { you: 'Usted', support: 'Soporte', conversation: 'Conversación con', file: 'Archivo' },
  fr: { you: 'Vous', support: 'Assistance', conversation: 'Conversation avec', file: 'Fichier' },
  nl: { you: 'U', support: 'Ondersteuning', conversation: 'Gesprek met', file: 'Bestand' },
}

/** A conversation as plain text in the visitor's language; times are in the brand's time zone, which is named. */
export function transcriptOf(
  thread: CustomerThread,
  brand: { name: string; timeZone: string },
  wanted: string | null,
): string {
  const locale = chooseLocale(wanted)
  const { you, support, conversation, file } = words[locale] ?? (words.en as Words)
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: brand.timeZone,
  })
  const who = (author: string, name?: string) =>
    author === 'visitor' ? you : author === 'agent' ? (name ?? support) : brand.name
  const lines = thread.messages.map(({ author, agent, at, body, attachments }) => {
    const files = attachments.map(({ name }) => `[${file}: ${name}]`)
    return `${format.format(new Date(at))} · ${who(author, agent?.name)}\n${[body, ...files].filter(Boolean).join('\n')}\n`
  })
  const began = format.format(new Date(thread.conversation.createdAt))
  return [`${conversation} ${brand.name}`, `${began} (${brand.timeZone})`, '', ...lines].join('\n')
}
