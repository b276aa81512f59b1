/** What is known about a contact, by name; the shape belongs to the centre. */
export type Attributes = Record<string, unknown>

/** A value as a person edits it. */
export function attributeText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

/** What a person wrote, of the kind the value had before: numbers stay numbers, yes and no stay so. */
export function attributeValue(text: string, before: unknown): unknown {
  if (typeof before === 'number' && text.trim() && Number.isFinite(Number(text))) return Number(text)
  if (typeof before === 'boolean' && ['true', 'false'].includes(text)) return text === 'true'
  if (typeof before === 'object' && before !== null) return parsed(text)
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether a name may be given to a new attribute: not empty, not taken. */
export function attributeNameProblem(name: string, attributes: Attributes): 'empty' | 'taken' | null {
  if (!name.trim()) return 'empty'
  return Object.hasOwn(attributes, name.trim()) ? 'taken' : null
}
