import { describe, expect, it } from 'vitest'
import { findLinks } from './links.ts'

const links = (text: string) => findLinks(text).flatMap((part) => part.href ?? [])

describe('addresses in a message', () => {
  it('are found in the middle of a sentence', () =>
    expect(links('see https://shop.test/a?b=1 now')).toEqual(['https://shop.test/a?b=1']))
  it('do not swallow the full stop', () => expect(links('It is https://shop.test.')).toEqual(['https://shop.test']))
  it('do not swallow the bracket around them', () =>
    expect(links('(https://shop.test/a)')).toEqual(['https://shop.test/a']))
  it('keep a bracket of their own', () => expect(links('https://w.test/A_(b)')).toEqual(['https://w.test/A_(b)']))
  it('may be mail addresses', () =>
    expect(links('write to ada@example.com please')).toEqual(['mailto:ada@example.com']))
  it('are never scripts', () => expect(links('javascript:alert(1) data:text/html,x')).toEqual([]))
  it('leave every letter of the text where it was', () => {
    const text = 'a https://x.test, b c@d.test! e'
    expect(
      findLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})
