import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'
import type { Resolvers } from './gen/types.ts'
import { scalars } from './scalars.ts'

const source = resolve(import.meta.dirname, '..')

/** The schema of the hub: every folder's schema.graphql with the resolvers the app hands in. */
export function createSchema(resolvers: Resolvers[]): GraphQLSchema {
  const files = globSync('**/schema.graphql', { cwd: source }).toSorted()
  const typeDefs = files.map((file) => readFileSync(join(source, file), 'utf8'))
  return makeExecutableSchema({
    typeDefs,
    resolvers: [scalars, ...resolvers],
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  })
}
