import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/** What one operation may ask for. */
export interface Limits {
  /** Levels of selection sets. */
  depth: number
  /** Fields, each counted as often as the lists around it may be long. */
  cost: number
  /** Fields under another name. */
  aliases: number
}

const defaults: Limits = { depth: 12, cost: 20_000, aliases: 30 }
const listSize = 10

/**
 * A validation rule that refuses operations which would cost too much, before anything runs. Fragments count wherever
 * they are used; what a list holds counts as its `first` or `last`, else as ten.
 */
export function limitsRule(limits: Limits = defaults) {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const tally = { cost: 0, aliases: 0, depth: 0 }
      measure(context, operation.selectionSet, { depth: 1, times: 1, paged: false }, tally, new Set())
      for (const [name, limit] of Object.entries(limits)) {
        const found = tally[name as keyof Limits]
        if (found <= limit) continue
        const message = `This operation asks for too much: its ${name} is over ${limit}.`
        context.reportError(
          new GraphQLError(message, { nodes: operation, extensions: { code: `${name.toUpperCase()}_LIMIT` } }),
        )
      }
    },
  })
}

/** Where in the operation a selection stands. */
interface Place {
  depth: number
  /** How often it may be repeated by the lists around it. */
  times: number
  /** It is that of a connection, whose length is counted already. */
  paged: boolean
}

function measure(
  context: ValidationContext,
  set: SelectionSetNode,
  place: Place,
  tally: Limits,
  inside: Set<FragmentDefinitionNode>,
) {
  const { depth, times } = place
  tally.depth = Math.max(tally.depth, depth)
  // A hostile operation may multiply without end: once over every limit there is nothing more to learn.
  if (tally.cost > 1e6 || depth > 50) return
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      tally.cost += times
      if (node.alias) tally.aliases++
      if (!node.selectionSet) continue
      const size = lengthOf(node, place.paged)
      measure(context, node.selectionSet, { depth: depth + 1, times: times * size, paged: size > 1 }, tally, inside)
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      measure(context, node.selectionSet, place, tally, inside)
    } else {
      const fragment = context.getFragment(node.name.value)
      if (!fragment || inside.has(fragment)) continue
      measure(context, fragment.selectionSet, place, tally, new Set(inside).add(fragment))
    }
  }
}

function lengthOf({ name, arguments: given }: FieldNode, paged: boolean): number {
  const size = given?.find((a) => a.name.value === 'first' || a.name.value === 'last')?.value
  if (size) return size.kind === Kind.INT ? Math.min(Number(size.value), 100) : 50
  const isList = name.value.endsWith('s') && !(paged && /^(edges|nodes)$/.test(name.value))
  return isList ? listSize : 1
}
