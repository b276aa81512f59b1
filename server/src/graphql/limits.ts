import {
  type ASTVisitor,
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
const schemaCost = 5000

/**
 * A validation rule that refuses operations which would cost too much, before anything runs. Fragments count wherever
 * they are used; what a list holds counts as its `first` or `last`, else as ten.
 */
export function limitsRule(limits: Limits = defaults) {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const tally = { cost: 0, aliases: 0, depth: 0 }
      measure(context, operation.selectionSet, 1, 1, tally, new Set())
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

function measure(
  context: ValidationContext,
  set: SelectionSetNode,
  depth: number,
  times: number,
  tally: Limits,
  inside: Set<FragmentDefinitionNode>,
) {
  tally.depth = Math.max(tally.depth, depth)
  // A hostile operation may multiply without end: once over every limit there is nothing more to learn.
  if (tally.cost > 1e6 || depth > 50) return
  for (const node of set.selections) {
    // Fragments that hold only fragments cost their reading, or naming them twice in each other would take for ever.
    if (node.kind !== Kind.FIELD) tally.cost++
    if (tally.cost > 1e6) return
    if (node.kind === Kind.FIELD) {
      tally.cost += times
      if (node.alias) tally.aliases++
      // The schema is deep but does not grow with what is stored, and graphql's own rules limit how it may be walked.
      if (node.selectionSet && (node.name.value === '__schema' || node.name.value === '__type')) {
        const apart = { cost: 0, aliases: 0, depth: 0 }
        measure(context, node.selectionSet, 1, 1, apart, inside)
        tally.cost += schemaCost
        tally.aliases += apart.aliases
        continue
      }
      const size = node.arguments?.find((a) => a.name.value === 'first' || a.name.value === 'last')?.value
      const many = size ? (size.kind === Kind.INT ? Math.min(Number(size.value), 100) : 50) : 0
      if (node.selectionSet) {
        // A page's size was counted where it was asked for, not again at the list inside the page.
        const paged = node.name.value === 'edges' || node.name.value === 'nodes'
        const wide = many > 0 ? many : node.name.value.endsWith('s') && !paged ? listSize : 1
        measure(context, node.selectionSet, depth + 1, times * wide, tally, inside)
      }
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      measure(context, node.selectionSet, depth, times, tally, inside)
    } else {
      const fragment = context.getFragment(node.name.value)
      if (!fragment || inside.has(fragment)) continue
      measure(context, fragment.selectionSet, depth, times, tally, new Set(inside).add(fragment))
    }
  }
}
