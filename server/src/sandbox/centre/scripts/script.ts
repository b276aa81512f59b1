export type Language = 'en' | 'de' | 'fr' | 'es'

/** How a customer feels in the end, which decides how they rate. */
export type Mood = 'happy' | 'plain' | 'tense'

/** One thing said: by the customer, by the agent, or as a note among colleagues. */
export interface Line {
  by: 'customer' | 'agent' | 'note'
  /** Wordings to choose from; `{names}` are filled in by words.ts. */
  wordings: string[]
  /** A picture that goes with it, as pictures.ts names it. */
  picture: string | null
}

/** A conversation as it could happen, before names, numbers and dates are filled in. */
export interface Script {
  name: string
  topic: string
  team: string
  labels: string[]
  mood: Mood
  language: Language
  /** Whether it happens in the shop or at the rental. */
  place: 'shop' | 'rental'
  lines: Line[]
}

type Setting = Pick<Script, 'topic' | 'team'> & Partial<Pick<Script, 'language' | 'place'>>

const speakers = { C: 'customer', A: 'agent', N: 'note' } as const
const heading = /^@ ([^[\]]+) \[([^\]]*)\] (happy|plain|tense)$/
const spoken = /^([CAN])(?:\[([\w-]+)\])?: (.+)$/

/**
 * Reads scripts out of a text. Each begins with `@ name [Label, Label] mood`; then a line for each message, `C:` the
 * customer's, `A:` the agent's, `N:` a note; ` | ` stands between wordings, `C[receipt]:` brings a picture.
 * @throws Error for a line that is none of these.
 */
export function scripts(setting: Setting, text: string): Script[] {
  const found: Script[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const head = heading.exec(line)
    if (head) found.push({ ...emptyScript(setting), ...headed(head) })
    else found.at(-1)?.lines.push(parseLine(line))
  }
  return found
}

const emptyScript = (setting: Setting) => ({
  language: 'en' as Language,
  place: 'shop' as const,
  ...setting,
  lines: [],
})

const headed = ([, name = '', labels = '', mood]: string[]) => ({
  name,
  labels: labels === '' ? [] : labels.split(', '),
  mood: mood as Mood,
})

function parseLine(line: string): Line {
  const [, speaker, picture, words] = spoken.exec(line) ?? []
  if (!speaker || !words) throw new Error(`this is no line of a script: ${line}`)
  return { by: speakers[speaker as keyof typeof speakers], wordings: words.split(' | '), picture: picture ?? null }
}
