import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql'
import { InvalidInputError } from '../../errors.ts'

/** The `after` a `changes` subscription was asked with, from its text or variables; null: from now on. */
export function cursorArgument(
  document: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
): bigint | null {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const field of definition.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) continue
      const argument = field.arguments?.find((a) => a.name.value === 'after')
      if (!argument) return null
      return toCursor(valueFromASTUntyped(argument.value, variables))
    }
  }
  return null
}

function toCursor(value: unknown): bigint | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return BigInt(value)
  throw new InvalidInputError('after', 'This is not a cursor of the event log.')
}
