import { expect, it } from 'vitest'
import { asParagraphs, asSent, isFormatted } from './plain.ts'

it('keeps lines and paragraphs, and shows what looks like markup as it was typed', () => {
  expect(asParagraphs('Dear Ada,\n\nfirst\nsecond <b>')).toBe('<p>Dear Ada,</p><p>first<br>second &lt;b&gt;</p>')
  expect(asParagraphs('')).toBe('<p></p>')
})

it('is sent without the empty lines at its end, and with those in between', () => {
  expect(asSent('<p>a</p><p></p><p>b</p><p></p><p></p>')).toBe('<p>a</p><p><br></p><p>b</p>')
})

it.each([
  ['<p>Dear Ada,</p><p>first<br>second &lt;b&gt;</p>', false],
  ['<p></p>', false],
  ['<p>It is <strong>here</strong></p>', true],
  ['<ul><li><p>one</p></li></ul>', true],
  ['<p><img src="cid:1" alt=""></p>', true],
  ['<pre><code>x</code></pre>', true],
])('knows whether plain text would lose something: %s', (html, formatted) => {
  expect(isFormatted(html)).toBe(formatted)
})
