import type { FormField } from '../widgetDraft.ts'

/** What a form can ask; `text` and `choice` are kept as attributes of the contact, the others have a place of their own. */
export type Question = 'name' | 'email' | 'phone' | 'topic' | 'consent' | 'text' | 'choice'

export const questions: Question[] = ['name', 'email', 'phone', 'topic', 'text', 'choice', 'consent']
const kinds: Record<Question, string> = {
  name: 'text',
  email: 'email',
  phone: 'phone',
  topic: 'choice',
  consent: 'consent',
  text: 'text',
  choice: 'choice',
}
const known = ['name', 'email', 'phone', 'topic', 'consent']

/** At most this many are asked. */
export const mostFields = 12

/** Whether the answer has a place of its own, so that its name may not be changed. */
export const isKnown = (field: FormField) => known.includes(field.name)

/** What a field asks. */
export const questionOf = (field: FormField): Question =>
  isKnown(field) ? (field.name as Question) : field.kind === 'choice' ? 'choice' : 'text'

/** What can still be asked: each thing with a place of its own once. */
export const addable = (fields: readonly FormField[]): Question[] =>
  fields.length >= mostFields ? [] : questions.filter((q) => !known.includes(q) || fields.every((f) => f.name !== q))

/** A new field; `label` and `options` are texts to begin with. */
export function newField(
  question: Question,
  fields: readonly FormField[],
  label: string,
  options: string[],
): FormField {
  const name = known.includes(question) ? question : freeName(fields)
  const kind = kinds[question]
  return { name, kind, label, required: question === 'consent', options: kind === 'choice' ? options : [] }
}

function freeName(fields: readonly FormField[]): string {
  const taken = new Set(fields.map((f) => f.name))
  let at = 1
  while (taken.has(`answer${at}`)) at++
  return `answer${at}`
}

/** The list with one entry put elsewhere; places outside the list are pulled to its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.max(0, Math.min(list.length - 1, to))
  const entry = list[from]
  return entry === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(place, 0, entry)
}
