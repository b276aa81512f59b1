import { describe, expect, it } from 'vitest'
import { type Listing, placeRow, type Row } from './listing.ts'

const me = 'me'
const listing: Listing = {
  view: 'ALL',
  order: 'NEWEST',
  statuses: ['OPEN'],
  teamId: null,
  channelId: null,
  labelId: null,
  queueId: null,
  search: '',
}

function row(id: string, minute: number, more: Partial<Row> = {}): Row {
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
  const base = {
    id,
    status: 'OPEN',
    priority: 'NORMAL',
    lastMessageAt: at,
    waitingSince: null,
    assignee: null,
    team: null,
  }
  return { ...base, labels: [], channel: { id: 'web' }, ...more } as unknown as Row
}

const ids = (rows: Row[]) => rows.map((r) => r.id).join(' ')
const three = [row('c', 30), row('b', 20), row('a', 10)]
const place = (changed: Row, more: Partial<Listing> = {}, complete = true, rows = three) =>
  ids(placeRow(rows, changed, { ...listing, ...more }, me, complete))

describe('a conversation changed while its list is on the screen', () => {
  it('comes to the top when something is said in it', () => expect(place(row('a', 40))).toBe('a c b'))
  it('stays where it is when only its labels changed', () =>
    expect(place(row('b', 20, { labels: [{ id: 'vip' }] as never }))).toBe('c b a'))
  it('leaves when it is closed', () => expect(place(row('b', 20, { status: 'CLOSED' }))).toBe('c a'))
  it('leaves Unassigned when a colleague takes it', () =>
    expect(place(row('c', 30, { assignee: { id: 'other' } as never }), { view: 'UNASSIGNED' })).toBe('b a'))
  it('enters Mine when it is given to me', () => {
    const mine = row('n', 25, { assignee: { id: me } as never })
    expect(place(mine, { view: 'MINE' })).toBe('c n b a')
  })
  it('enters nobody else’s Mine', () =>
    expect(place(row('n', 25, { assignee: { id: 'other' } as never }), { view: 'MINE' })).toBe('c b a'))
  it('goes to the end of a list that is loaded to its end', () => expect(place(row('n', 1))).toBe('c b a n'))
  it('waits for its page when the list is not loaded to its end', () =>
    expect(place(row('n', 1), {}, false)).toBe('c b a'))
  it('is not added to the results of a search it may not match', () =>
    expect(place(row('n', 40), { search: 'refund' })).toBe('c b a'))
  it('is still moved among the results of a search', () =>
    expect(place(row('a', 40), { search: 'refund' })).toBe('a c b'))
  it('leaves a list of a team when it goes to another', () =>
    expect(place(row('b', 20, { team: { id: 't2' } as never }), { teamId: 't1' })).toBe('c a'))
  it('leaves a list of a label when the label is taken off', () =>
    expect(place(row('b', 20), { labelId: 'vip' })).toBe('c a'))
  it('leaves a list of a channel it did not come in on', () =>
    expect(place(row('b', 20), { channelId: 'mail' })).toBe('c a'))
})

describe('a list ordered by waiting', () => {
  const since = (id: string, minute: number) =>
    row(id, 50, { waitingSince: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() })
  const rows = [since('x', 1), since('y', 5), row('z', 50)]
  it('puts the longest waiting first', () =>
    expect(place(since('n', 3), { order: 'WAITING' }, true, rows)).toBe('x n y z'))
  it('moves an answered one behind all who wait', () =>
    expect(place(row('x', 60), { order: 'WAITING' }, true, rows)).toBe('y x z'))
})

describe('a list ordered by what is due', () => {
  const by = (id: string, minute: number) =>
    row(id, 50, { due: { dueAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() } as never })
  const rows = [by('x', 1), by('y', 5), row('z', 50)]
  it('puts what is due soonest first, and what is not last', () => {
    expect(place(by('n', 3), { order: 'DUE' }, true, rows)).toBe('x n y z')
    expect(place(row('x', 60), { order: 'DUE' }, true, rows)).toBe('y x z')
  })
})

describe('a list ordered by priority', () => {
  it('puts the urgent first, whoever waits longer', () =>
    expect(place(row('a', 10, { priority: 'URGENT' }), { order: 'PRIORITY' })).toBe('a c b'))
  it('puts what can wait last', () =>
    expect(place(row('c', 30, { priority: 'LOW' }), { order: 'PRIORITY' })).toBe('b a c'))
})
