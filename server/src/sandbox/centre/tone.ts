import type { Tone } from './directory.ts'
import type { Random } from './random.ts'
import type { Language } from './scripts/script.ts'

/** How agents begin; `, NAME` goes where nobody's name is known. */
const greetings: Record<Language, Record<Tone, readonly string[]>> = {
  en: {
    warm: ['Hi, NAME! Thanks for writing.', 'Hello, NAME, happy to help 🙂', 'Hi there, NAME!', 'Hey, NAME!'],
    brisk: ['Hi, NAME.', 'Hello, NAME.', 'Hi.'],
    formal: ['Good day, NAME, thank you for your message.', 'Hello, NAME, thank you for contacting us.'],
  },
  de: {
    warm: ['Hallo, NAME!', 'Hallo, NAME, schön, dass Sie schreiben.', 'Moin, NAME!'],
    brisk: ['Hallo, NAME.', 'Hallo.'],
    formal: ['Guten Tag, NAME, danke für Ihre Nachricht.', 'Guten Tag, NAME.'],
  },
  fr: {
    warm: ['Bonjour, NAME !', 'Bonjour, NAME, merci pour votre message.'],
    brisk: ['Bonjour, NAME.'],
    formal: ['Bonjour, NAME, je vous remercie pour votre message.'],
  },
  es: {
    warm: ['¡Hola, NAME!', '¡Hola, NAME! Gracias por escribirnos.'],
    brisk: ['Hola, NAME.'],
    formal: ['Buenos días, NAME, gracias por su mensaje.'],
  },
}

const endings: Record<Language, readonly string[]> = {
  en: [
    'Is there anything else I can do for you?',
    'Anything else?',
    'Can I help with anything else?',
    'Just write if anything else comes up.',
  ],
  de: ['Kann ich sonst noch etwas für Sie tun?', 'Melden Sie sich gern, wenn noch etwas ist.'],
  fr: ['Puis-je faire autre chose pour vous ?'],
  es: ['¿Puedo ayudarle en algo más?'],
}

/** The first words of an answer, in the agent's way; `name` is the customer's first name, where it is known. */
export function greeting(random: Random, language: Language, tone: Tone, name: string | null): string {
  const words = random.pick(greetings[language][tone])
  if (name === null) return words.replace(/, NAME( )?/, '$1')
  // "Hi, Anna!" is right in school; people write "Hi Anna!".
  return words.replace(', NAME', ` ${name}`)
}

/** The last words of an answer. */
export const ending = (random: Random, language: Language): string => random.pick(endings[language])
