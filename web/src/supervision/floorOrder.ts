/** What the table of agents is put in order by. */
export interface FloorRow {
  used: number
  conversations: number
  waitingSince?: string | null
  lastContactAt?: string | null
  agent: { name: string; presence: { state: string; since: string } }
}
export type FloorColumn = 'name' | 'state' | 'since' | 'load' | 'conversations' | 'waiting' | 'contact'

const early = (moment: string | null | undefined) => (moment ? Date.parse(moment) : Infinity)
const away = ({ agent }: FloorRow) => Number(agent.presence.state === 'OFFLINE')
const byName = (a: FloorRow, b: FloorRow) => a.agent.name.localeCompare(b.agent.name)
/** Of two moments of which one or both may be missing; what is missing comes last. */
const moments = (a: number, b: number) => (a === b ? 0 : a - b)

const orders: Record<FloorColumn, (a: FloorRow, b: FloorRow) => number> = {
  name: byName,
  state: (a, b) => a.agent.presence.state.localeCompare(b.agent.presence.state),
  since: (a, b) => early(a.agent.presence.since) - early(b.agent.presence.since),
  load: (a, b) => b.used - a.used,
  conversations: (a, b) => b.conversations - a.conversations,
  waiting: (a, b) => moments(early(a.waitingSince), early(b.waitingSince)),
  contact: (a, b) => moments(early(a.lastContactAt), early(b.lastContactAt)),
}

/**
 * The rows of the floor as they are looked at: those who are there first, whatever the order, then by the column, most
 * pressing first (longest in a state, most load, longest wait).
 */
export function arranged<Row extends FloorRow>(
  rows: readonly Row[],
  { key, down, search, hereOnly }: { key: FloorColumn; down: boolean; search: string; hereOnly: boolean },
): Row[] {
  const words = search.trim().toLowerCase()
  return rows
    .filter((row) => (!hereOnly || !away(row)) && row.agent.name.toLowerCase().includes(words))
    .toSorted((a, b) => away(a) - away(b) || (down ? -1 : 1) * orders[key](a, b) || byName(a, b))
}
