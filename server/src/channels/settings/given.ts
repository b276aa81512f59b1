import * as v from 'valibot'
import { InvalidInputError } from '../../errors.ts'

/**
 * Settings with what a form gave of them: what is left out stays, and null clears where the names in `clearable` say
 * that it means "none" and not "leave it".
 */
export function withGiven(before: object, given: object | null | undefined, clearable: ReadonlySet<string>): object {
  const changes = Object.entries(given ?? {}).filter(
    ([field, value]) => value !== undefined && (value !== null || clearable.has(field)),
  )
  return { ...before, ...Object.fromEntries(changes) }
}

/**
 * A value as its schema reads it. @throws InvalidInputError at the field below `path`, in the words of the schema; those
 * of the library, which speak of keys and types, only ever mean that something was left out.
 */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  path?: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  const field = [path, v.getDotPath(issue)].filter(Boolean).join('.')
  throw new InvalidInputError(field, issue.message.startsWith('Invalid ') ? 'This must be given.' : issue.message)
}
