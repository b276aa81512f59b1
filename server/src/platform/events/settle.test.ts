import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Position, settle } from './settle.ts'

describe('reading the event log', () => {
  it('waits for a number whose transaction still runs, and goes on once it is committed', () => {
    const first = settle({ at: 2n, missing: null }, { ids: [4n], oldestRunning: 70n, nextTransaction: 75n })
    expect(first.deliver).toBe(0)
    const second = settle(first.position, { ids: [3n, 4n], oldestRunning: 70n, nextTransaction: 80n })
    expect(second).toEqual({ deliver: 2, position: { at: 4n, missing: null } })
  })

  it('passes a number that was rolled back once every transaction that could own it is over', () => {
    const first = settle({ at: 2n, missing: null }, { ids: [4n], oldestRunning: 70n, nextTransaction: 75n })
    expect(settle(first.position, { ids: [4n, 5n], oldestRunning: 74n, nextTransaction: 90n }).deliver).toBe(0)
    expect(settle(first.position, { ids: [4n, 5n], oldestRunning: 75n, nextTransaction: 90n }).deliver).toBe(2)
  })

  it('delivers each committed fact once and in order, whatever the order of commits and rollbacks', () => {
    const writer = fc.record({ commits: fc.boolean(), lasts: fc.integer({ min: 1, max: 12 }), waits: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(writer, { minLength: 1, maxLength: 25 }), (writers) => {
        const run = simulate(writers)
        expect(run.delivered).toEqual(run.committed)
      }),
      { numRuns: 500 },
    )
  })
})

/** Transactions begin one after the other, each takes an id and then a number, and ends when its time has come. */
function simulate(writers: { commits: boolean; lasts: number; waits: number }[]) {
  let begin = 0
  const rows = writers.map((w, i) => {
    begin += w.waits
    return { ...w, id: BigInt(i + 1), transaction: BigInt(100 + i), begin, end: begin + w.lasts }
  })
  const delivered: bigint[] = []
  let position: Position = { at: 0n, missing: null }
  for (let now = 0; now <= begin + 14; now++) {
    const begun = rows.filter((r) => r.begin <= now)
    const running = begun.filter((r) => r.end > now)
    const nextTransaction = BigInt(100 + begun.length)
    const ids = begun.filter((r) => r.commits && r.end <= now && r.id > position.at).map((r) => r.id)
    const oldestRunning = running[0]?.transaction ?? nextTransaction
    const step = settle(position, { ids, oldestRunning, nextTransaction })
    delivered.push(...ids.slice(0, step.deliver))
    position = step.position
  }
  return { delivered, committed: rows.filter((r) => r.commits).map((r) => r.id) }
}
