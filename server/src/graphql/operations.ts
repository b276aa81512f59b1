import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedRules,
  validate,
  type GraphQLError,
} from 'graphql'
import { limitsRule } from './limits.ts'

const persistedFile = resolve(import.meta.dirname, '../../../web/src/gql/gen/persisted.json')

/** The text of a persisted operation by its hash; undefined when our clients have no such operation. */
export type Persisted = (hash: string) => string | undefined

/** The operations of our own clients, by the first half of their sha256. */
export function persistedOperations(file = persistedFile): Persisted {
  const texts: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return (hash) => (Object.hasOwn(texts, hash) ? texts[hash] : undefined)
}

/** A parsed, valid operation. */
export interface Prepared {
  key: string
  document: DocumentNode
  /** It is a subscription to `changes` and nothing else: the live hub serves it. */
  isChanges: boolean
}

/** Parses and validates operations, remembering the last few hundred by text. */
export function createPreparer(
  schema: GraphQLSchema,
): (text: string) => Prepared | { errors: readonly GraphQLError[] } {
  const known = new Map<string, Prepared>()
  return (text) => {
    const key = createHash('sha256').update(text).digest('hex')
    const found = known.get(key)
    if (found) return found
    const document = parse(text, { maxTokens: 5000 })
    const errors = validate(schema, document, [...specifiedRules, limitsRule()], { maxErrors: 10 })
    if (errors.length > 0) return { errors }
    const prepared = { key, document, isChanges: isChanges(document) }
    if (known.size > 300) known.clear()
    known.set(key, prepared)
    return prepared
  }
}

function isChanges(document: DocumentNode): boolean {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operations.length !== 1 || operation?.operation !== 'subscription') return false
  const [field] = operation.selectionSet.selections
  return field?.kind === Kind.FIELD && field.name.value === 'changes'
}
