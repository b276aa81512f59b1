import { type DocumentNode, print } from 'graphql'
import type { Plugin } from 'vite'

const document = /^export const (\w+) = (\{.*\}) (as unknown as DocumentNode<.*>;?)$/gm

/**
 * Ships the generated operations as their text, not as their syntax trees: a third of the bytes, read in a few
 * milliseconds by the parser that the GraphQL client brings along.
 */
export const compactDocuments = (): Plugin => ({
  name: 'switchboard:compact-documents',
  enforce: 'pre',
  apply: 'build',
  transform(code, id) {
    if (!id.endsWith('/gql/gen/graphql.ts')) return
    const compact = code.replaceAll(document, (_all, name: string, tree: string, type: string) => {
      const text = print(JSON.parse(tree) as DocumentNode).replaceAll(/\s+/g, ' ')
      return `export const ${name} = /* @__PURE__ */ gql(${JSON.stringify(text)}) ${type}`
    })
    return { code: `import { gql } from '@urql/core'\n${compact}`, map: null }
  },
})
