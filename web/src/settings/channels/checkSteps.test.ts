import { describe, expect, it } from 'vitest'
import { shownSteps } from './checkSteps.ts'

const expected = ['dns', 'login', 'smtp']
const states = (...asked: Parameters<typeof shownSteps>) => shownSteps(...asked).map(({ step, state }) => [step, state])

describe('trying a channel out', () => {
  it('shows what will be tried while it is under way', () =>
    expect(states(expected, null, true)).toEqual([
      ['dns', 'trying'],
      ['login', 'waiting'],
      ['smtp', 'waiting'],
    ]))
  it('forgets an earlier result as soon as it is tried again', () =>
    expect(states(expected, [{ step: 'dns', ok: false, detail: 'No' }], true)[0]).toEqual(['dns', 'trying']))
  it('shows what failed, and that nothing was tried after it', () =>
    expect(
      states(
        expected,
        [
          { step: 'dns', ok: true, detail: 'Found' },
          { step: 'login', ok: false, detail: 'Wrong' },
        ],
        false,
      ),
    ).toEqual([
      ['dns', 'ok'],
      ['login', 'failed'],
      ['smtp', 'skipped'],
    ]))
  it('keeps the order also when a later step fails first, as a password does that is missing', () =>
    expect(states(expected, [{ step: 'login', ok: false, detail: 'No password' }], false)).toEqual([
      ['dns', 'skipped'],
      ['login', 'failed'],
      ['smtp', 'skipped'],
    ]))
  it('shows a step that nobody expected', () =>
    expect(states(expected, [{ step: 'settings', ok: false, detail: 'No' }], false)[0]).toEqual(['settings', 'failed']))
})
