import { GraphQLError, GraphQLScalarType } from 'graphql'
import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars'

const digits = /^\d{1,18}$/

function cursor(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'string' && digits.test(value)) return value
  throw new GraphQLError('This is not a cursor of the event log.', { extensions: { code: 'INVALID_INPUT' } })
}

/** The scalars of the schema. */
export const scalars = {
  // By the name the schema has for it: variables are declared with that one.
  DateTime: new GraphQLScalarType({ ...GraphQLDateTimeISO.toConfig(), name: 'DateTime' }),
  JSON: GraphQLJSON,
  Cursor: new GraphQLScalarType({
    name: 'Cursor',
    serialize: cursor,
    parseValue: cursor,
    parseLiteral: (node) => cursor('value' in node ? node.value : null),
  }),
}
