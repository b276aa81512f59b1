import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type DocumentNode, type FragmentDefinitionNode, Kind, print, visit } from 'graphql'

/**
 * Operations as texts that know the types of their answers; the client reads them when they are first asked. Those of
 * each folder have a file of their own, so that a screen loads what it asks and no more; `graphql.ts` has them all.
 */
export function writeDocuments(folder: string, documents: { location: string; document: DocumentNode }[]) {
  const fragments = fragmentsOf(documents.map((one) => one.document))
  const areaOf = ({ location }: { location: string }) => dirname(location).slice('web/src/'.length).replaceAll('/', '-')
  const areas = Map.groupBy(documents, areaOf)
  const homes = new Map(
    documents.flatMap((one) =>
      one.document.definitions.flatMap((d) =>
        d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, areaOf(one)] as const] : [],
      ),
    ),
  )
  const compact = (node: DocumentNode['definitions'][number]) => JSON.stringify(print(node).replaceAll(/\s+/g, ' '))
  const places = { documents: join(folder, 'documents'), fragments: join(folder, 'fragments') }
  for (const place of Object.values(places)) {
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place)
  }
  for (const [area, list] of areas) {
    const all = list.flatMap(({ document }) => document.definitions)
    const constants = all.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [`export const ${one.name.value}Text = ${compact(one)}`] : [],
    )
    // On their own: operations of two folders may use fragments of each other's.
    writeFileSync(join(places.fragments, `${area}.ts`), [...constants, 'export {}', ''].join('\n'))
    const foreign = new Set<string>()
    const operations = all.flatMap((one) => {
      if (one.kind !== Kind.OPERATION_DEFINITION || !one.name) return []
      const used = usedFragments(one, fragments).map(({ name }) => name.value)
      for (const name of used) foreign.add(name)
      const name = one.name.value
      const kind = `${one.operation[0]?.toUpperCase()}${one.operation.slice(1)}`
      const type = `DocumentNode<types.${name}${kind}, types.${name}${kind}Variables>`
      const text = [compact(one), ...used.map((fragment) => `${fragment}Text`)].join(', ')
      return [`export const ${name}Document = /*#__PURE__*/ text(${text}) as unknown as ${type}`]
    })
    const imports = [
      "import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core'",
      "import { text } from '../../text.ts'",
      "import type * as types from '../graphql.ts'",
      ...[...foreign].toSorted().map((name) => `import { ${name}Text } from '../fragments/${homes.get(name)}.ts'`),
    ]
    writeFileSync(join(places.documents, `${area}.ts`), [...imports, ...operations, 'export {}', ''].join('\n'))
  }
  const again = [...areas.keys()].toSorted().map((area) => `export * from './documents/${area}.ts'`)
  const file = join(folder, 'graphql.ts')
  writeFileSync(file, [readFileSync(file, 'utf8'), ...again, ''].join('\n'))
}

/** Every fragment by its name. */
export const fragmentsOf = (documents: DocumentNode[]) =>
  new Map(
    documents
      .flatMap((d) => d.definitions)
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  )

/** The fragments that something uses, those that they use included. @throws Error for one that is written nowhere. */
export function usedFragments(
  node: DocumentNode['definitions'][number],
  all: Map<string, FragmentDefinitionNode>,
  found = new Map<string, FragmentDefinitionNode>(),
): FragmentDefinitionNode[] {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value)
      if (!fragment) throw new Error(`fragment ${name.value} is used but written nowhere`)
      if (found.has(name.value)) return
      found.set(name.value, fragment)
      usedFragments(fragment, all, found)
    },
  })
  return [...found.values()]
}
