/** A fact of a timeline, as far as its words need it. */
export interface Fact {
  type: string
  byContact: boolean
  details: Record<string, unknown>
  agent: { name: string } | null
}

type Translate = (key: string, values?: Record<string, unknown>) => string

const named = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  if (value && typeof value === 'object' && 'name' in value) return String(value.name)
  return null
}
const names = (value: unknown): string | null => {
  const all = Array.isArray(value) ? value.flatMap((one) => named(one) ?? []) : []
  return all.length ? all.join(', ') : null
}
const side = (value: unknown, key: string): string | null => {
  const one = value && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  return named(one[key])
}

/** A fact in one sentence of the viewer's language; a type that is new to this screen is told by its name. */
export function timelineWords(fact: Fact, t: Translate): string {
  const who = fact.agent?.name ?? t(fact.byContact ? 'inbox.fact.customer' : 'inbox.fact.hub')
  const { details } = fact
  switch (fact.type) {
    case 'conversation.opened':
      return t('inbox.fact.opened', { who })
    case 'conversation.assigned': {
      const to = side(details['to'], 'agent') ?? side(details['to'], 'team')
      if (to && to === fact.agent?.name) return t('inbox.fact.taken', { who })
      return to ? t('inbox.fact.assigned', { who, to }) : t('inbox.fact.unassigned', { who })
    }
    case 'conversation.queued':
      if (details['rule'])
        return t('inbox.fact.placed', { rule: String(details['rule']), to: named(details['to']) ?? '' })
      return t('inbox.fact.queued', { who, to: named(details['to']) ?? '' })
    case 'conversation.status_changed':
      return t(`inbox.fact.${String(details['to']).toUpperCase()}`, { who })
    case 'conversation.priority_changed':
      return t('inbox.fact.priority', { who, to: t(`inbox.priority.${String(details['to']).toUpperCase()}`) })
    case 'conversation.labelled': {
      const added = names(details['added'])
      const removed = names(details['removed'])
      const sentences = [
        added && t('inbox.fact.labelled', { who, labels: added }),
        removed && t('inbox.fact.unlabelled', { who, labels: removed }),
      ]
      return sentences.filter(Boolean).join('; ') || t('inbox.fact.labels', { who })
    }
    case 'conversation.joined':
      return t('inbox.fact.joined', { who })
    case 'conversation.sla_warned':
    case 'conversation.sla_breached':
      return t(`inbox.fact.${fact.type === 'conversation.sla_warned' ? 'warned' : 'breached'}`, {
        kind: t(`inbox.due.${String(details['kind']).toUpperCase()}`),
      })
    case 'conversation.disposed':
      return t('inbox.fact.disposed', { who, word: named(details['to']) ?? '–' })
    case 'conversation.rated':
      return t('inbox.fact.rated', { who, score: Number(details['score']) })
    case 'contact.created':
      return t('inbox.fact.created', { who })
    case 'contact.changed':
      return t('inbox.fact.changed', { who })
    case 'contact.blocked':
      return t(details['blocked'] === false ? 'inbox.fact.unblocked' : 'inbox.fact.blocked', { who })
    case 'contact.merged':
      return t('inbox.fact.merged', { who })
    case 'contact.unmerged':
      return t('inbox.fact.unmerged', { who })
    default:
      return t('inbox.fact.other', { who, type: fact.type.replaceAll(/[._]/g, ' ') })
  }
}

/**
 * Whether a fact is worth a line: what is said stands in the thread, who was asked stands with the routing, and being
 * seen happens all the time.
 */
export const isTold = (fact: Pick<Fact, 'type'>): boolean =>
  !/^(message\.|offer\.|conversation\.(seen|delivered)$)/.test(fact.type)
