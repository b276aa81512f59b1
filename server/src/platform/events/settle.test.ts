import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Position, settle } from './settle.ts'

const start: Position = { at: 2n, missing: null }

describe('reading the event log', () => {
  it('waits for a number whose transaction still runs, and goes on once it is committed', () => {
    const first = settle(start, { ids: [4n], oldestRunning: 70n })
    expect(first).toEqual({ deliver: 0, position: { at: 2n, missing: { below: 4n, until: 'unknown' } } })
    const second = settle(first.position, { ids: [3n, 4n], oldestRunning: 70n })
    expect(second).toEqual({ deliver: 2, position: { at: 4n, missing: null } })
  })

  it('passes a number that was rolled back once every transaction that could own it is over', () => {
    const waiting: Position = { at: 2n, missing: { below: 4n, until: 75n } }
    expect(settle(waiting, { ids: [4n, 5n], oldestRunning: 74n }).deliver).toBe(0)
    expect(settle(waiting, { ids: [4n, 5n], oldestRunning: 75n }).deliver).toBe(2)
  })

  it('does not take one lost number for leave to pass another that was missed later', () => {
    const waiting: Position = { at: 2n, missing: { below: 4n, until: 75n } }
    const step = settle(waiting, { ids: [4n, 6n], oldestRunning: 75n })
    expect(step).toEqual({ deliver: 1, position: { at: 4n, missing: { below: 6n, until: 'unknown' } } })
  })

  it('delivers each committed fact once and in order, whatever the order of ids, numbers, commits and rollbacks', () => {
    const writer = fc.record({
      begins: fc.nat(30),
      numberedAfter: fc.nat(6),
      endsAfter: fc.integer({ min: 1, max: 12 }),
      commits: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(writer, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        (writers, every) => {
          const run = simulate(writers, every)
          expect(run.delivered).toEqual(run.committed)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

interface Writer {
  begins: number
  numberedAfter: number
  endsAfter: number
  commits: boolean
}

/**
 * PostgreSQL in small: ids are given when transactions begin, numbers some time after, and a snapshot knows of no
 * transaction above the last one that ended. The reader looks every `every` ticks; asking for an id takes one too.
 */
function simulate(writers: Writer[], every: number) {
  let nextId = 100n
  let nextNumber = 1n
  let lastEnded = 99n
  const open = new Set<bigint>()
  const rows: { number: bigint; commits: boolean; visible: boolean }[] = []
  const state = writers.map((w) => ({ ...w, id: 0n, row: null as (typeof rows)[number] | null }))
  const give = () => nextId++
  const end = (id: bigint) => {
    open.delete(id)
    if (id > lastEnded) lastEnded = id
  }
  const delivered: bigint[] = []
  let position: Position = { at: 0n, missing: null }
  for (let now = 0; now < 90; now++) {
    for (const w of state) {
      if (w.begins === now) open.add((w.id = give()))
      if (w.begins + w.numberedAfter === now)
        rows.push((w.row = { number: nextNumber++, commits: w.commits, visible: false }))
      if (w.begins + w.numberedAfter + w.endsAfter === now) {
        if (w.row) w.row.visible = w.commits
        end(w.id)
      }
    }
    if (now % every > 0) continue
    const ids = rows.filter((r) => r.visible && r.number > position.at).map((r) => r.number)
    const known = [...open].filter((id) => id <= lastEnded)
    const oldestRunning = known.reduce((low, id) => (id < low ? id : low), lastEnded + 1n)
    const step = settle(position, { ids, oldestRunning })
    delivered.push(...ids.slice(0, step.deliver))
    position = step.position
    if (position.missing?.until === 'unknown') {
      const until = give()
      position = { ...position, missing: { ...position.missing, until } }
      end(until)
    }
  }
  return { delivered, committed: rows.filter((r) => r.commits).map((r) => r.number) }
}
