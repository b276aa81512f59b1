import { describe, expect, it } from 'vitest'
import { grantableRoles, mayChange } from './roles.ts'

describe('giving roles', () => {
  it('an administrator may give every role', () => expect(grantableRoles('ADMINISTRATOR')).toHaveLength(4))
  it('a supervisor may not make administrators', () =>
    expect(grantableRoles('SUPERVISOR')).toEqual(['SUPERVISOR', 'SENIOR', 'AGENT']))
  it('nobody changes those above them', () => expect(mayChange('SUPERVISOR', 'ADMINISTRATOR')).toBe(false))
  it('equals may change each other', () => expect(mayChange('ADMINISTRATOR', 'ADMINISTRATOR')).toBe(true))
})
