import type { Random } from './random.ts'
import type { Language, Mood } from './scripts/script.ts'

const scores: Record<Mood, readonly (readonly [number, number])[]> = {
  happy: [
    [5, 82],
    [4, 16],
    [3, 2],
  ],
  plain: [
    [5, 56],
    [4, 33],
    [3, 8],
    [2, 3],
  ],
  tense: [
    [5, 20],
    [4, 34],
    [3, 24],
    [2, 12],
    [1, 10],
  ],
}

const good: Record<Language, readonly string[]> = {
  en: [
    'Quick and friendly, thank you!',
    'Solved in five minutes.',
    'Really helpful, I felt in good hands.',
    'Best support I had in a long time.',
    'Very kind and knows the bikes.',
    'Answer within a minute, wow.',
    'No fuss at all. Great.',
    'Thanks for the honest advice.',
    '👍',
    'Super service',
  ],
  de: ['Sehr freundlich und schnell.', 'Top Beratung, danke!', 'Problem sofort gelöst.', 'Gerne wieder.'],
  fr: ['Service rapide et très aimable.', 'Parfait, merci.'],
  es: ['Muy amables y rápidos.', '¡Gracias por la ayuda!'],
}

const mixed: Record<Language, readonly string[]> = {
  en: [
    'Fine in the end, but it took two attempts.',
    'Friendly, just a bit slow.',
    'Ok. Would have liked a call.',
    'Solved, though I had to explain it twice.',
  ],
  de: ['Hat etwas gedauert, aber gelöst.', 'Nett, aber langsam.'],
  fr: ['Un peu long, mais résolu.'],
  es: ['Bien, aunque tardaron un poco.'],
}

const bad: Record<Language, readonly string[]> = {
  en: [
    'Friendly people, but this should not happen in the first place.',
    'Waited far too long for an answer.',
    'I still feel let down.',
    'Nobody called me back.',
  ],
  de: ['So etwas darf einfach nicht passieren.', 'Zu lange gewartet.'],
  fr: ['Trop d’attente.'],
  es: ['Demasiada espera.'],
}

/** How a customer rates what has ended, and what they write with it (more often when they are not content). */
export function ratingOf(random: Random, mood: Mood, language: Language): { score: number; comment: string | null } {
  const score = random.weighed(scores[mood])
  const words = score >= 4 ? good : score === 3 ? mixed : bad
  const writes = random.chance(score >= 4 ? 0.35 : 0.7)
  return { score, comment: writes ? random.pick(words[language]) : null }
}
