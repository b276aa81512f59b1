/** What a timeline entry is told from. `details` is given by the server, names of agents, teams and labels resolved. */
export interface Fact {
  type: string
  byContact: boolean
  details: Record<string, unknown>
  agent?: { name: string } | null
}

/** A text of `contacts.timeline` and what to put into it. */
export interface Sentence {
  key: string
  words: Record<string, string>
}

const asRecord = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const asText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const nameOf = (value: unknown) => asText(value) || asText(asRecord(value)['name'])
const namesOf = (value: unknown) => (Array.isArray(value) ? value.map(nameOf).filter(Boolean).join(', ') : '')

const told: Record<string, (details: Record<string, unknown>, fact: Fact) => Sentence> = {
  'message.added': (d) => say(`message.${asText(d['kind']).toLowerCase() || 'inbound'}`),
  'conversation.opened': () => say('opened'),
  'conversation.assigned': assigned,
  'conversation.status_changed': (d) => say(`status.${asText(d['to']).toLowerCase()}`),
  'conversation.priority_changed': (d) => say('priority', { priority: asText(d['to']).toUpperCase() }),
  'conversation.labelled': labelled,
  'conversation.rated': (d) => say('rated', { score: asText(d['score']) }),
  'contact.created': () => say('created'),
  'contact.changed': (d) =>
    say(Array.isArray(d['fields']) ? 'changed' : 'changedSomething', { fields: namesOf(d['fields']) }),
  'contact.blocked': (d) => say(d['blocked'] === false ? 'unblocked' : 'blocked'),
  'contact.merged': () => say('merged'),
  'contact.unmerged': (d) => say(d['from'] ? 'unmerged' : 'restored'),
}

function say(key: string, words: Record<string, string> = {}): Sentence {
  return { key, words }
}

function assigned(details: Record<string, unknown>, fact: Fact): Sentence {
  const to = asRecord(details['to'])
  const [agent, team] = [nameOf(to['agent']), nameOf(to['team'])]
  if (agent && agent === fact.agent?.name) return say('assignedSelf')
  if (agent && team) return say('assignedBoth', { agent, team })
  if (agent) return say('assigned', { agent })
  return team ? say('assignedTeam', { team }) : say('unassigned')
}

function labelled(details: Record<string, unknown>): Sentence {
  const [added, removed] = [namesOf(details['added']), namesOf(details['removed'])]
  if (added && removed) return say('relabelled', { added, removed })
  return added ? say('labelled', { added }) : say('unlabelled', { removed })
}

/** A fact in words; null for what is no news to a reader (seen, delivered) or unknown to this version. */
export function sentenceOf(fact: Fact): Sentence | null {
  return told[fact.type]?.(fact.details, fact) ?? null
}
