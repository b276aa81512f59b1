import type { FormField, WidgetConfig } from '../src/protocol.ts'

const texts = {
  en: {
    label: 'Chat with us',
    greeting: 'Hello! Any question about your order? We are here.',
    title: 'Hello. How can we help?',
    subtitle: 'Ask us about orders, sizes and returns.',
    away: 'We are away right now. Leave a message and we will write back.',
    intro: 'Tell us a little, so that the right person answers.',
  },
  de: {
    label: 'Mit uns chatten',
    greeting: 'Hallo! Fragen zur Bestellung? Wir sind da.',
    title: 'Hallo. Wie können wir helfen?',
    subtitle: 'Fragen zu Bestellung, Größe, Rückgabe.',
    away: 'Gerade ist niemand da. Hinterlassen Sie eine Nachricht, wir schreiben zurück.',
    intro: 'Ein paar Angaben, damit die richtige Person antwortet.',
  },
  ar: {
    label: 'تحدث معنا',
    greeting: 'مرحبًا! هل لديك سؤال عن طلبك؟',
    title: 'مرحبًا، كيف يمكننا مساعدتك؟',
    subtitle: 'اسألنا عن الطلبات والمقاسات والإرجاع.',
    away: 'لسنا متاحين الآن. اترك رسالة وسنرد عليك.',
    intro: 'أخبرنا قليلًا حتى يجيبك الشخص المناسب.',
  },
}

const fields: FormField[] = [
  { name: 'name', kind: 'text', label: 'Name', required: true },
  { name: 'email', kind: 'email', label: 'E-mail', required: true },
  {
    name: 'topic',
    kind: 'choice',
    label: 'What is it about?',
    required: true,
    options: ['An order', 'A return', 'Sizes', 'Something else'],
  },
  { name: 'consent', kind: 'consent', label: 'You may keep what I write to answer me.', required: true },
]

type Settings = {
  online: boolean
  form: boolean
  identityRequired: boolean
  greeting: boolean
  theme: WidgetConfig['theme']
  colour: string
}

/** The channel's settings as the hub would answer them in a language. */
export function configOf(
  locale: string,
  { online, form, identityRequired, greeting, theme, colour }: Settings,
): WidgetConfig {
  const language = locale.slice(0, 2) as keyof typeof texts
  const say = texts[language] ?? texts.en
  return {
    key: 'demo',
    name: 'Shop chat',
    brand: { name: 'Nordlicht Shop', logoUrl: null },
    locale: ['en', 'de', 'es', 'fr', 'nl', 'ar'].includes(language) ? language : 'en',
    locales: ['en', 'de', 'es', 'fr', 'nl', 'ar'],
    colour,
    position: 'right',
    theme,
    launcherLabel: say.label,
    greeting: greeting ? { text: say.greeting, delaySeconds: 0 } : null,
    title: say.title,
    subtitle: say.subtitle,
    replyTimeSeconds: 300,
    hours: {
      timeZone: 'Europe/Berlin',
      days: [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1080 })).concat([{ day: 6, from: 600, to: 840 }]),
      openNow: online,
      nextOpenAt: online ? null : new Date(Date.now() + 50 * 3_600_000).toISOString(),
    },
    online,
    awayMessage: say.away,
    form: { enabled: form, intro: say.intro, fields },
    features: { attachments: true, emoji: true, rating: true, transcript: true, sound: true, endChat: true },
    identity: { required: identityRequired },
    limits: { messageLength: 4000, attachmentBytes: 200_000, attachmentsPerMessage: 3 },
  }
}
