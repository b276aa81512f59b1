import { describe, expect, it } from 'vitest'
import { afterSignIn } from './next.ts'

describe('where an agent lands after signing in', () => {
  it('is the page they wanted', () => expect(afterSignIn('/contacts/7?tab=a')).toBe('/contacts/7?tab=a'))
  it('is the inbox when they wanted nothing', () => expect(afterSignIn(undefined)).toBe('/'))
  it.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])('is never %s', (next) =>
    expect(afterSignIn(next)).toBe('/'),
  )
})
