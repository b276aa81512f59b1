import { describe, expect, it } from 'vitest'
import { errorsBelow, panelOf } from './widgetDraft.ts'

describe('an error of the server stands where the field is', () => {
  it.each([
    ['formFields.0.label', 'form'],
    ['allowedDomains.1', 'security'],
    ['greeting', 'texts'],
    ['colour', 'appearance'],
    ['somethingNew', 'appearance'],
  ])('%s is found under %s', (field, panel) => expect(panelOf(field)).toBe(panel))

  it('by the place in its list', () =>
    expect(errorsBelow({ 'allowedDomains.1': 'No', title: 'Empty' }, 'allowedDomains')).toEqual({ 1: 'No' }))
  it('and not at a field whose name only begins the same', () =>
    expect(errorsBelow({ 'formFieldsToo.0': 'No' }, 'formFields')).toEqual({}))
})
