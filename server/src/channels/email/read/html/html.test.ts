import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitReply } from '../text/split-reply.ts'
import { sanitiseHtml } from './sanitise.ts'
import { htmlToText } from './to-text.ts'

const clean = (html: string, ...ids: string[]) => sanitiseHtml(html, new Set(ids))

describe('the HTML of a mail', () => {
  it('keeps how it looks and loses what it does', () => {
    const html =
      '<p style="color:#333;position:fixed;background:url(http://x)" onclick="x()" class="a" id="b">Hi <b>there</b></p>'
    expect(clean(html)).toBe('<p style="color:#333">Hi <b>there</b></p>')
  })
  it.each([
    '<script>alert(1)</script>',
    '<style>body{background:url(http://x)}</style>',
    '<link rel="stylesheet" href="http://x">',
    '<meta http-equiv="refresh" content="0;url=http://x">',
    '<base href="http://x">',
    '<svg><script>alert(1)</script><image href="http://x"/></svg>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<iframe src="http://x"></iframe>',
    '<object data="http://x"></object><embed src="http://x">',
    '<video src="http://x"></video><audio src="http://x"></audio>',
    '<template><img src=x onerror=alert(1)></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  ])('leaves nothing of %s', (html) => {
    expect(clean(html).replace(/<\/?(?:p|img)[^>]*>|">/g, '')).toBe('')
    expect(clean(html)).not.toMatch(/onerror|https?:|script|style/i)
  })
  it('leaves the words of a form, without the form', () => {
    expect(clean('<form action="http://x"><input name="password">Sign in<button>Go</button></form>')).toBe('Sign inGo')
  })
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'file:///etc',
    '//example.com',
  ])('takes the address off a link to %s', (href) => {
    expect(clean(`<a href="${href}">x</a>`)).toBe('<a target="_blank" rel="noopener noreferrer nofollow">x</a>')
  })
  it('opens links elsewhere, without telling where they were', () => {
    expect(clean('<a href="https://example.com/a?b=1&amp;c=2" rel="opener" target="_top">x</a>')).toBe(
      '<a href="https://example.com/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    )
  })
  it('lets remote pictures wait', () => {
    expect(clean('<img src="https://example.com/a.png" srcset="https://x/b.png 2x" alt="A">')).toBe(
      '<img alt="A" data-remote="https://example.com/a.png" />',
    )
    expect(clean('<img data-remote="javascript:alert(1)">')).toBe('<img />')
  })
  it('shows pictures of the mail that were kept, and no others', () => {
    expect(clean('<img src="cid:a%40b"><img src="cid:other">', 'a@b')).toBe('<img src="cid:a@b" /><img />')
  })
  it('shows pictures within the text of four kinds only', () => {
    const shown = 'data:image/png;base64,iVBORw0KGgo='
    expect(clean(`<img src="${shown}">`)).toBe(`<img src="${shown}" />`)
    expect(clean('<img src="data:image/svg+xml;base64,PHN2Zz4=">')).toBe('<img />')
  })
  it('marks what is quoted, so that it can be folded', () => {
    expect(clean('<blockquote type="cite">x</blockquote><div id="appendonsend"></div>')).toBe(
      '<blockquote data-quoted>x</blockquote><div data-history></div>',
    )
  })
})

const tag = fc.constantFrom(
  'p',
  'div',
  'a',
  'img',
  'script',
  'style',
  'svg',
  'table',
  'td',
  'b',
  'blockquote',
  'iframe',
  'noscript',
  'textarea',
)
const attribute = fc.constantFrom(
  ' onclick="alert(1)"',
  ' style="color:red;background:url(javascript:x)"',
  ' style="width:expression(alert(1));margin:0 auto"',
  ' href="javascript:alert(1)"',
  ' href="https://example.com/?a=1&b=2"',
  ' src="https://example.com/a.png"',
  ' src="cid:known"',
  ' src="data:image/png;base64,AAAA"',
  ' data-remote="https://example.com/b.png"',
  ' class="gmail_quote"',
  ' title="&quot;&gt;<script>"',
  ' rel=x target=y',
)
const piece = fc.oneof(
  fc.tuple(tag, fc.array(attribute, { maxLength: 3 })).map(([name, attributes]) => `<${name}${attributes.join('')}>`),
  tag.map((name) => `</${name}>`),
  fc.constantFrom(
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<',
    '>',
    '"',
    '&lt;script&gt;',
    '&amp;',
    'text',
    '<scr<script>ipt>',
    '\0',
  ),
  fc.string({ maxLength: 10 }),
)
const pages = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))

describe('any HTML', () => {
  it('says the same when it is made harmless again', () => {
    // Browsers and parsers nest broken paragraphs in their own ways: what is said, not how it is nested, stays.
    const words = (html: string) => html.replace(/<[^>]*>/g, '')
    fc.assert(
      fc.property(pages, (html) => {
        const once = clean(html, 'known')
        expect(words(clean(once, 'known'))).toBe(words(once))
      }),
      { numRuns: 1000 },
    )
  })
  it('never keeps what runs or loads', () => {
    fc.assert(
      fc.property(pages, (html) => {
        const tags = clean(html, 'known').match(/<[^>]*>/g) ?? []
        expect(tags.join('')).not.toMatch(
          /<(?:script|style|svg|iframe|form|meta|link|object)|\son\w+=|javascript:|url\(|expression|\ssrc="http/i,
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('HTML as text', () => {
  const newWords = (html: string) => {
    const page = htmlToText(html)
    return splitReply(page.text, page).body
  }
  it('reads like the page', () => {
    expect(
      htmlToText('<style>p{}</style><h1>Hi</h1><p>one\n two<br>three</p><ul><li>a</li><li>b</li></ul>').text.trim(),
    ).toBe('Hi\n\none two\nthree\n\n- a\n- b')
    expect(
      htmlToText(
        '<p>See <a href="https://example.com/x">our page</a>, <a href="https://example.com">https://example.com</a></p>',
      ).text.trim(),
    ).toBe('See our page <https://example.com/x>, https://example.com')
    expect(htmlToText('<pre>a\n  b</pre><p style="display:none">hidden</p>').text.trim()).toBe('a\n  b')
  })
  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">Am Fr. schrieb jemand</div><blockquote class="gmail_quote">old</blockquote></div>',
    ],
    ['Thunderbird', '<div class="moz-cite-prefix">Jemand:<br></div><blockquote type="cite">old</blockquote>'],
    [
      'Outlook on the web',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Somebody</b> 5 May</div><div>old</div>',
    ],
    [
      'Outlook',
      '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Ada<br><b>Sent:</b> 5 May<br><b>To:</b> us</p></div><p>old</p>',
    ],
    ['Yahoo', '<div id="ydp1_yahoo_quoted_12" class="yahoo_quoted"><div>Am 5. Mai:</div><div>old</div></div>'],
    [
      'mail.ru',
      'пт, 5 мая 2017 г. 10:11 +03:00 от Ада &lt;ada@example.com&gt;:<br><blockquote style="border-left:1px solid #0857A6">old</blockquote>',
    ],
    [
      'Apple Mail',
      '<div><blockquote type="cite"><div>On 5 May 2017, at 10:11, Ada &lt;ada@example.com&gt; wrote:</div><div>old</div></blockquote></div>',
    ],
  ])('of %s ends where history begins', (_, history) => {
    expect(newWords(`<html><body><div>It came today.</div><div><br></div>${history}</body></html>`)).toBe(
      'It came today.',
    )
  })
  it('keeps answers between quotations', () => {
    const html =
      '<blockquote type="cite">Which colour?</blockquote><p>Red.</p><blockquote type="cite">Regards</blockquote>'
    expect(newWords(html)).toBe('> Which colour?\n\nRed.')
  })
  it('gives up on elements within each other without end', () => {
    expect(htmlToText('<div>'.repeat(50_000)).endless).toBe(true)
    expect(htmlToText('<div>'.repeat(500)).endless).toBe(false)
  })
})
