import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers'
import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { fragmentsOf, usedFragments, writeDocuments } from './documents.ts'
import { root } from './root.ts'

const scalars = {
  DateTime: { input: 'string', output: 'string' },
  Cursor: { input: 'string', output: 'string' },
  JSON: { input: 'Record<string, unknown>', output: 'Record<string, unknown>' },
  ID: { input: 'string', output: 'string' },
}

/**
 * From the `schema.graphql` of every folder: the printed schema of the whole hub (committed, so that a change of the
 * API shows in review), the server's resolver types, the web app's typed documents and the list of operations that the
 * server answers (persisted by hash).
 */
export async function generateGraphql(): Promise<void> {
  const source = globSync('server/src/**/schema.graphql', { cwd: root })
    .toSorted()
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const schema = buildSchema(source)
  writeFileSync(join(root, 'schema.graphql'), printSchema(lexicographicSortSchema(schema)) + '\n')
  await generateResolverTypes(schema)
  await generateOperations(schema)
}

async function generateResolverTypes(schema: GraphQLSchema) {
  const rows = (names: string[]) => Object.fromEntries(names.map((n) => [n, `../../graphql/rows.ts#${n}Row`]))
  await write('server/src/graphql/gen/types.ts', schema, [], {
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    config: {
      scalars: { ...scalars, DateTime: { input: 'string', output: 'Date | string' } },
      contextType: '../../context.ts#Context',
      mappers: rows([
        'Agent',
        'Team',
        'AgentNumbers',
        'ChannelNumbers',
        'StateTime',
        'Alert',
        'AlertRule',
        'ChannelWeight',
        'SlaPolicy',
        'SlaClock',
        'BrandSla',
        'Wallboard',
        'WallboardView',
        'WallboardQueue',
        'DryRun',
        'DryRunQueue',
        'TriedQueue',
        'RoutingRule',
        'BrandRouting',
        'Presence',
        'WrapUp',
        'PresenceReason',
        'PresenceInterval',
        'Invitation',
        'Brand',
        'Group',
        'Room',
        'RoomMessage',
        'Look',
        'OpeningHours',
        'Label',
        'Contact',
        'ContactMerge',
        'Identity',
        'Conversation',
        'Message',
        'MessageContent',
        'DeliveryEntry',
        'Attachment',
        'Channel',
        'ChannelHealth',
        'InboundFailure',
        'TimelineEntry',
        'Viewer',
        'Queue',
        'QueueTeam',
        'QueueAgent',
        'QueueWait',
        'QueueNumbers',
        'Offer',
        'WaitingReason',
        'DeskAnswer',
      ]),
      enumsAsTypes: true,
      useTypeImports: true,
      emitLegacyCommonJSImports: false,
      importExtension: '.ts',
      resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: false },
      optionalResolveType: true,
      makeResolverTypeCallable: true,
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: true },
    },
  })
}

async function generateOperations(schema: GraphQLSchema) {
  const files = globSync('web/src/**/*.graphql', { cwd: root }).toSorted()
  const documents = files.map((location) => ({
    location,
    document: withTypenames(parse(readFileSync(join(root, location), 'utf8'))),
  }))
  await write('web/src/gql/gen/graphql.ts', schema, documents, {
    plugins: [{ typescriptOperations: {} }],
    config: {
      scalars,
      enumsAsTypes: true,
      useTypeImports: true,
      onlyOperationTypes: true,
      importExtension: '.ts',
      emitLegacyCommonJSImports: false,
    },
  })
  const folder = join(root, 'web/src/gql/gen')
  writeDocuments(folder, documents)
  const persisted = persistedOperations(documents.map((d) => d.document))
  writeFileSync(join(folder, 'persisted.json'), JSON.stringify(persisted.texts, null, 1))
  writeFileSync(
    join(folder, 'hashes.ts'),
    `/** The hash each operation is known by to the server. */\nexport const hashes: Record<string, string> = ${JSON.stringify(persisted.hashes, null, 2)}\n`,
  )
}

/** Each operation with the fragments it uses, printed; and their hashes by operation name. */
function persistedOperations(documents: DocumentNode[]) {
  const definitions = documents.flatMap((d) => d.definitions)
  const fragments = fragmentsOf(documents)
  const texts: Record<string, string> = {}
  const hashes: Record<string, string> = {}
  for (const operation of definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION || !operation.name) continue
    const used = usedFragments(operation, fragments)
    const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...used] })
    // Half of it tells any two operations apart, and every screen loads them all.
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 32)
    texts[hash] = text
    hashes[operation.name.value] = hash
  }
  return { texts, hashes }
}

/** The client's cache tells entities apart by `__typename`, so every selection but the outermost asks for it. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const outermost = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION
      const present = node.selections.some((s) => s.kind === Kind.FIELD && s.name.value === '__typename')
      if (outermost || present) return
      const field: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
      return { ...node, selections: [field, ...node.selections] }
    },
  })
}

type Settings = { plugins: Record<string, object>[]; config: Record<string, unknown> }

async function write(
  filename: string,
  schema: GraphQLSchema,
  documents: { location: string; document: DocumentNode }[],
  s: Settings,
) {
  const pluginMap = { typescript, typescriptOperations, typescriptResolvers }
  const text = await codegen({
    filename,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents,
    pluginMap,
    ...s,
  } as never)
  mkdirSync(join(root, filename, '..'), { recursive: true })
  writeFileSync(join(root, filename), text)
}
