import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, type OpenAlert, type Step, stepOf, type Watched } from './step.ts'

const rule: Watched = { metric: 'oldest_waiting', threshold: 60, forSeconds: 30, clearSeconds: 20 }
const at = (second: number) => new Date(second * 1000)

/** Looks at values one after the other, at these seconds, and tells when it fired and was over. */
function told(watched: Watched, looks: readonly [second: number, value: number | null][]): string[] {
  let alert: OpenAlert | null = null
  const story: string[] = []
  for (const [second, value] of looks) {
    const step: Step = stepOf(watched, alert, value, at(second))
    if (step.kind === 'open') {
      alert = { worst: value ?? 0, beganAt: at(second), firedAt: step.fires ? at(second) : null, goodSince: null }
    } else if (step.kind === 'keep' && alert) {
      const { beganAt, firedAt }: OpenAlert = alert
      alert = { beganAt, worst: step.worst, goodSince: step.goodSince, firedAt: step.fires ? at(second) : firedAt }
    } else if (step.kind === 'drop' || step.kind === 'clear') alert = null
    if ('fires' in step && step.fires) story.push(`fires at ${second}`)
    if (step.kind === 'clear') story.push(`over at ${second}`)
  }
  return story
}

describe('an alert', () => {
  it('fires when it was beyond for long enough, and is over when it was good for long enough', () => {
    const looks: [number, number][] = [0, 10, 20, 30, 40].map((second) => [second, 90])
    expect(told(rule, [...looks, [50, 10], [60, 10], [70, 10], [80, 10]])).toEqual(['fires at 30', 'over at 70'])
  })

  it('does not fire for a moment, nor end for one', () => {
    expect(
      told(rule, [
        [0, 90],
        [10, 10],
        [20, 90],
        [30, 10],
      ]),
    ).toEqual([])
    const swings: [number, number][] = Array.from({ length: 20 }, (_, n) => [40 + n * 10, n % 2 ? 90 : 10])
    expect(told(rule, [[0, 90], [30, 90], ...swings])).toEqual(['fires at 30'])
  })

  it('of a level fires below it, and what is unknown is good', () => {
    const level: Watched = { metric: 'service_level', threshold: 80, forSeconds: 0, clearSeconds: 0 }
    expect(
      told(level, [
        [0, 80],
        [1, 79],
        [2, null],
      ]),
    ).toEqual(['fires at 1', 'over at 2'])
  })

  it('fires and is over in turns, whatever the figures do', () => {
    const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.option(fc.integer({ min: 0, max: 120 }))))
    fc.assert(
      fc.property(looks, fc.nat(60), fc.nat(60), (steps, forSeconds, clearSeconds) => {
        let second = 0
        const story = told(
          { ...rule, forSeconds, clearSeconds },
          steps.map(([after, value]) => [(second += after), value]),
        )
        story.forEach((one, n) => expect(one.startsWith(n % 2 ? 'over' : 'fires')).toBe(true))
      }),
    )
  })
})

describe('quiet times', () => {
  it('may go over midnight', () => {
    expect([1320, 1439, 0, 359].map((minute) => isQuiet(minute, 1320, 360))).toEqual([true, true, true, true])
    expect([360, 1319].map((minute) => isQuiet(minute, 1320, 360))).toEqual([false, false])
    expect([600, 720].map((minute) => isQuiet(minute, 600, 720))).toEqual([true, false])
    expect(isQuiet(600, null, null)).toBe(false)
  })
})
