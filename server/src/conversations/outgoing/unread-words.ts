/** An answer as the mail shows it. */
export interface UnreadAnswer {
  /** Who wrote it. */
  name: string
  body: string
  /** The names of its files. */
  files: string[]
}

interface Words {
  subject: (brand: string) => string
  before: string
  after: string
}

const words: Record<string, Words> = {
  en: {
    subject: (brand) => `Your chat with ${brand}`,
    before: 'You left the chat before you could read our answer. Here it is:',
    after: 'You may simply answer this mail: it goes on with the same conversation.',
  },
  ar: {
    subject: (brand) => `محادثتك مع ${brand}`,
    before: 'غادرت المحادثة قبل قراءة ردنا. إليك الرد:',
    after: 'يمكنك الرد على هذه الرسالة مباشرة لمتابعة المحادثة نفسها.',
  },
  de: {
    subject: (brand) => `Ihr Chat mit ${brand}`,
    before: 'Sie haben den Chat verlassen, bevor Sie unsere Antwort lesen konnten. Hier ist sie:',
    after: 'Sie können einfach auf diese E-Mail antworten: Das Gespräch geht damit weiter.',
  },
  es: {
    subject: (brand) => `Su chat con ${brand}`,
    before: 'Salió del chat antes de leer nuestra respuesta. Aquí la tiene:',
    after: 'Puede responder a este correo: la conversación continúa.',
  },
  fr: {
    subject: (brand) => `Votre discussion avec ${brand}`,
    before: 'Vous avez quitté la discussion avant de lire notre réponse. La voici :',
    after: 'Vous pouvez répondre à cet e-mail : la conversation se poursuit.',
  },
  nl: {
    subject: (brand) => `Uw chat met ${brand}`,
    before: 'U verliet de chat voordat u ons antwoord kon lezen. Hier is het:',
    after: 'U kunt deze e-mail gewoon beantwoorden: het gesprek gaat daarmee verder.',
  },
}

/** The mail that brings answers to somebody who left, in the first of the languages that is known, else in English. */
export function unreadWords(brand: string, locales: (string | null)[], answers: UnreadAnswer[]) {
  const known = locales.map((locale) => words[locale?.toLowerCase().split('-')[0] ?? '']).find(Boolean)
  const { subject, before, after } = known ?? (words['en'] as Words)
  const told = answers.map(({ name, body, files }) =>
    [`${name}:`, body, ...files.map((file) => `[${file}]`)].filter(Boolean).join('\n'),
  )
  return { subject: subject(brand), body: [before, ...told, after].join('\n\n') }
}
