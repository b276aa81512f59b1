import { describe, expect, it } from 'vitest'
import { waitedMs, whyNot, whyThisAgent } from './routingWords.ts'

const t = (key: string, values: Record<string, unknown> = {}) =>
  [key, ...Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)].join(' ')
const moment = (at: string) => at.slice(11, 16)

describe('why an agent was asked', () => {
  it('names what decided, with its figures', () => {
    const trace = { waitedMs: 12_400, eligible: 3, decidedBy: 'load', chosen: { proficiency: 4, load: 0.25 } }
    expect(whyThisAgent(trace, t)).toBe('routing.chosen.load n=3 level=4 percent=25')
    expect(waitedMs(trace)).toBe(12_400)
  })

  it('says something of a trace that it does not know', () => {
    expect(whyThisAgent(null, t)).toContain('routing.chosen.id')
    expect(waitedMs({})).toBe(0)
  })
})

describe('why an agent is not asked', () => {
  it('names the reason, and when that will be different', () => {
    expect(whyNot('CAPACITY', { used: 75, units: 50, capacity: 100 }, t, moment)).toContain(
      'used=75 units=50 capacity=100',
    )
    expect(whyNot('REFUSED', { until: Date.UTC(2026, 10, 26, 8, 30) }, t, moment)).toContain('at=08:30')
    const ring = whyNot('RING', { joinsAt: Date.UTC(2026, 10, 26, 9, 0) }, t, moment)
    expect(ring).toBe('routing.refusal.RING joinsAt=1795683600000 state= at= routing.later at=09:00')
    expect(whyNot('STATE', { state: 'offline' }, t, moment)).toContain('state=app.presence.state.OFFLINE')
    expect(whyNot('STATE', { state: 'Fire drill' }, t, moment)).toContain('state=Fire drill')
    expect(whyNot(null, {}, t, moment)).toBe('routing.eligible')
  })
})
