import { describe, expect, it } from 'vitest'
import { createSeal } from '../../platform/seal.ts'
import { attachmentUrl, isSignedUrl, type Variant } from './url.ts'

const seal = createSeal('a secret of at least thirty-two characters')
const at = (text: string) => ({ seal, clock: { now: () => new Date(text) } })
const file = { id: '019aac00-0000-7000-8000-000000000001', name: 'a b?.png' }

function parts(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://hub')
  const variant: Variant = searchParams.get('v') === 'thumbnail' ? 'thumbnail' : 'file'
  return {
    id: pathname.split('/')[2] ?? '',
    variant,
    expires: searchParams.get('e') ?? '',
    signature: searchParams.get('s') ?? '',
  }
}

describe('addresses of files', () => {
  const now = at('2026-11-22T10:20:00Z')
  const given = parts(attachmentUrl(now, file, 'file'))

  it('open for a day, and then no longer', () => {
    expect(isSignedUrl(now, given)).toBe(true)
    expect(isSignedUrl(at('2026-11-23T10:19:00Z'), given)).toBe(true)
    expect(isSignedUrl(at('2026-11-23T11:00:01Z'), given)).toBe(false)
  })
  it('stay the same within an hour', () => {
    expect(attachmentUrl(at('2026-11-22T10:59:59Z'), file, 'file')).toBe(attachmentUrl(now, file, 'file'))
  })
  it('open nothing else', () => {
    expect(isSignedUrl(now, { ...given, id: file.id.replace('1', '2') })).toBe(false)
    expect(isSignedUrl(now, { ...given, variant: 'thumbnail' })).toBe(false)
    expect(isSignedUrl(now, { ...given, expires: String(Number(given.expires) + 3600) })).toBe(false)
    expect(isSignedUrl(now, { ...given, signature: '' })).toBe(false)
    expect(isSignedUrl(now, { ...given, expires: '1e99' })).toBe(false)
  })
})
