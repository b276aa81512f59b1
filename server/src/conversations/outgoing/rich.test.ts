import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../errors.ts'
import { capabilitiesOf } from '../../channels/capabilities.ts'
import { richFrom } from './rich.ts'

const rich = (html: string, files: string[] = []) => richFrom({ can: capabilitiesOf({ kind: 'email' }) }, html, files)

describe('formatted words of an agent', () => {
  it('keep what an answer may have', () => {
    const html = '<p><strong>Hello</strong> <a href="https://shop.example/1">here</a></p><ul><li>one</li></ul>'
    expect(rich(html).html).toBe(html)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,alert(1)">x</a>',
    '<p style="background:url(https://t.example)" onclick="alert(1)">x</p>',
    '<iframe src="https://t.example"></iframe>',
    '<svg onload=alert(1)>',
    '<img src="https://t.example/1.gif">',
    '<img src="cid:of-another-mail">',
    '<form action="https://t.example"><input></form>',
    '<style>body{display:none}</style>',
    '<a href="//t.example">x</a>',
  ])('lose all that could do harm: %s', (hostile) => {
    expect(rich(`<p>Hi</p>${hostile}`).html).not.toMatch(
      /alert|t\.example|<img|style|on\w+=|<(?:form|input|svg|iframe)/,
    )
  })

  it('show their own files, once those go with it', () => {
    expect(rich('<img src="cid:f1">', ['f1', 'f2'])).toMatchObject({ html: '<img src="cid:f1" />', pictureIds: ['f1'] })
  })

  it('are said in plain words as well', () => {
    const html =
      '<p>Hello <a href="https://a.example">here</a></p><ol><li><p>one</p></li><li>two &amp; three</li></ol><blockquote><p>said</p></blockquote>'
    expect(rich(html).text).toBe('Hello here <https://a.example>\n\n1. one\n2. two & three\n\n> said')
  })

  it.each(['a<p>b', 'a<br>', '<li>a'])('are read in a moment, however many lines they have: %s', (one) => {
    const begun = performance.now()
    rich(one.repeat(15_000))
    expect(performance.now() - begun).toBeLessThan(1500)
  })

  it('are refused at their field when they are too long, or when the channel has no formatting', () => {
    const refusal = expect.objectContaining({ field: 'html' })
    expect(() => rich('x'.repeat(200_001))).toThrow(refusal)
    expect(() => rich(`<p>${'x'.repeat(100_001)}</p>`)).toThrow(refusal)
    expect(() => richFrom({ can: capabilitiesOf({ kind: 'sms' }) }, '<p>x</p>', [])).toThrow(InvalidInputError)
  })
})
