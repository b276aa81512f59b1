import { describe, expect, it } from 'vitest'
import { arranged, type FloorColumn } from './floorOrder.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString()
const row = (name: string, state: string, since: number, more: object = {}) => ({
  used: 0,
  conversations: 0,
  waitingSince: null,
  lastContactAt: null,
  agent: { name, presence: { state, since: at(since) } },
  ...more,
})
const rows = [
  row('Mia', 'AVAILABLE', 20, { used: 50, waitingSince: at(5) }),
  row('Anna', 'OFFLINE', 1),
  row('Jonas', 'BREAK', 10, { used: 75, conversations: 3 }),
]
const names = (key: FloorColumn, more: object = {}) =>
  arranged(rows, { key, down: false, search: '', hereOnly: false, ...more }).map(({ agent }) => agent.name)

describe('the agents of the floor', () => {
  it('stand by what presses most, those who are there always first', () => {
    expect(names('name')).toEqual(['Jonas', 'Mia', 'Anna'])
    expect(names('since')).toEqual(['Jonas', 'Mia', 'Anna'])
    expect(names('since', { down: true })).toEqual(['Mia', 'Jonas', 'Anna'])
    expect(names('load')).toEqual(['Jonas', 'Mia', 'Anna'])
    expect(names('waiting')).toEqual(['Mia', 'Jonas', 'Anna'])
    expect(names('contact')).toEqual(['Jonas', 'Mia', 'Anna'])
  })
  it('are found by name, and only those who are there', () => {
    expect(names('name', { search: ' jo' })).toEqual(['Jonas'])
    expect(names('name', { hereOnly: true })).toEqual(['Jonas', 'Mia'])
  })
})
