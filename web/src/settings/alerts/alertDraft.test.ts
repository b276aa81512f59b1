import { describe, expect, it } from 'vitest'
import { alertDraft, alertInput, minuteOf, timeOf } from './alertDraft.ts'

describe('the form of an alert', () => {
  it('is sent with numbers, and empty fields as nothing', () => {
    expect(alertInput(null, { ...alertDraft(null, 'b'), name: 'Long', quietFrom: '22:00', quietTo: '06:30' })).toEqual({
      brandId: 'b',
      name: 'Long',
      active: true,
      metric: 'OLDEST_WAITING',
      emails: [],
      threshold: 120,
      forSeconds: 0,
      clearSeconds: 60,
      quietFrom: 1320,
      quietTo: 390,
      webhookUrl: null,
      queueId: null,
      overflowQueueId: null,
      priorityClass: null,
    })
  })

  it('sends what is no number as one that is refused, and no help for what is no queue', () => {
    const draft = { ...alertDraft(null, 'b'), metric: 'CHANNEL_DOWN' as const, threshold: 'soon', priorityClass: '1' }
    expect(alertInput('r', draft)).toMatchObject({ id: 'r', threshold: -1, priorityClass: null })
  })
})

describe('a time of day', () => {
  it('is a minute, and back', () => {
    expect([0, 390, 1439, null].map(timeOf)).toEqual(['00:00', '06:30', '23:59', ''])
    expect(['00:00', '06:30', '', 'x'].map(minuteOf)).toEqual([0, 390, null, null])
  })
})
