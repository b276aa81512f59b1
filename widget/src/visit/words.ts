const words: Record<string, [unread: string, dismiss: string]> = {
  en: ['unread', 'Dismiss'],
  de: ['ungelesen', 'Ausblenden'],
  es: ['sin leer', 'Descartar'],
  fr: ['non lus', 'Masquer'],
  nl: ['ongelezen', 'Sluiten'],
  ar: ['غير مقروءة', 'إخفاء'],
}

const of = (locale: string) => words[locale.slice(0, 2)] ?? words.en!

export const unreadWord = (locale: string): string => of(locale)[0]
export const dismissWord = (locale: string): string => of(locale)[1]
