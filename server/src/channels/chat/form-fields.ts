import * as v from 'valibot'
import { words } from './text.ts'

const kinds = ['text', 'email', 'phone', 'choice', 'consent'] as const
/**
 * The names that mean something to the hub, and what each may ask for: an address typed into a "phone" helps nobody.
 * Any other name is the key of an attribute of the contact.
 */
const kindsOf = new Map<string, readonly string[]>([
  ['name', ['text']],
  ['email', ['email']],
  ['phone', ['phone']],
  ['topic', ['choice', 'text']],
  ['consent', ['consent']],
])

const field = v.pipe(
  v.object({
    name: v.pipe(
      v.string(),
      v.regex(/^[a-z][a-zA-Z0-9_]{0,39}$/, 'Use letters, digits and _, beginning with a small letter.'),
      v.check((name) => !(name in {}), 'This name is reserved.'),
    ),
    kind: v.picklist(kinds, `Choose one of ${kinds.join(', ')}.`),
    label: words(300),
    required: v.boolean('Say whether it must be filled.'),
    options: v.optional(v.pipe(v.array(words(80)), v.maxLength(30, 'Offer at most 30 choices.')), []),
  }),
  v.forward(
    v.check((f) => kindsOf.get(f.name)?.includes(f.kind) ?? true, 'This name asks for another kind of field.'),
    ['kind'],
  ),
  v.forward(
    v.check((f) => f.kind !== 'choice' || f.options.length >= 2, 'A choice needs at least two options.'),
    ['options'],
  ),
  v.forward(
    v.check((f) => new Set(f.options).size === f.options.length, 'Each option may stand there once.'),
    ['options'],
  ),
  v.transform((f) => (f.kind === 'choice' ? f : { ...f, options: [] })),
)

/** The form before the first message: at most twelve fields, each name once. */
export const formFields = v.pipe(
  v.array(field),
  v.maxLength(12, 'Ask for at most 12 things.'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const seen = new Set<string>()
    dataset.value.forEach((entry, index) => {
      if (seen.has(entry.name)) {
        addIssue({
          message: `The name "${entry.name}" is used twice.`,
          path: [
            { type: 'array', origin: 'value', input: dataset.value, key: index, value: entry },
            { type: 'object', origin: 'value', input: { ...entry }, key: 'name', value: entry.name },
          ],
        })
      }
      seen.add(entry.name)
    })
  }),
)
