import { describe, expect, it } from 'vitest'
import { grantableRoles, mayChange } from './roles.ts'

describe('giving roles', () => {
  it('an administrator may give every role', () => expect(grantableRoles('ADMINISTRATOR')).toHaveLength(4))
  it('a supervisor may give those below their own', () =>
    expect(grantableRoles('SUPERVISOR')).toEqual(['SENIOR', 'AGENT']))
  it('nobody changes those above them', () => expect(mayChange('SUPERVISOR', 'ADMINISTRATOR')).toBe(false))
  it('administrators may change each other', () => expect(mayChange('ADMINISTRATOR', 'ADMINISTRATOR')).toBe(true))
})
