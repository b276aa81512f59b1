import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { head, lines, read } from './fixtures/read.ts'

const simple = lines(head('Date: Fri, 5 May 2017 10:11:00 +0200'), '', 'Where is it?', '')

describe('a mail', () => {
  it('becomes a message of its sender', async () => {
    const { message } = await read(simple)
    expect(message).toMatchObject({
      identity: { kind: 'email', value: 'ada@example.com', verified: false },
      name: 'Ada Lovelace',
      body: 'Where is it?',
      reference: '<1@example.com>',
      evidence: [],
      fileIds: [],
      warnings: [],
      sentAt: new Date('2017-05-05T08:11:00Z'),
      content: { subject: 'My parcel', html: null, quoted: null, replyTo: null, automatic: null },
    })
    expect(message?.content?.to).toEqual([{ address: 'support@example.org', name: null }])
  })

  it('belongs to whom it is from, not to whom answers go', async () => {
    const { message } = await read(
      lines(head('Reply-To: Shop <shop@example.net>', 'Cc: Bob <bob@example.com>, x'), '', 'Hi'),
    )
    expect(message?.identity.value).toBe('ada@example.com')
    expect(message?.content).toMatchObject({
      replyTo: { address: 'shop@example.net', name: 'Shop' },
      cc: [{ address: 'bob@example.com', name: 'Bob' }],
    })
  })

  it('is the same in whatever pieces it comes', async () => {
    const mail = lines(
      head('Content-Type: multipart/mixed; boundary=b'),
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe, a long line that goes on =',
      'here',
      '--b',
      'Content-Type: application/pdf; name=a.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'SGVsbG8g',
      'd29ybGQ=',
      '--b--',
    )
    for (const step of [1, 2, 3, 7, 64, 5000]) {
      const { message, files } = await read(mail, {}, step)
      expect(message?.body).toBe('Grüße, a long line that goes on here')
      expect(files.map(({ name, content }) => [name, content.toString()])).toEqual([['a.pdf', 'Hello world']])
    }
  })

  it.each([
    ['no date', head('Date:')],
    ['a broken date', head('Date: yesterday, at noon')],
  ])('with %s has none', async (_, broken) => {
    expect((await read(lines(broken, '', 'Hi'))).message?.sentAt).toBeNull()
  })

  it.each([
    'ada@example.com',
    'Ada Lovelace ada@example.com',
    '"Lovelace, Ada" <ADA@example.com>',
    'ada@example.com (Ada)',
    '=?utf-8?q?Ada=2C_L?= <ada@example.com>',
    'Ada <mailto:ada@example.com>',
    "'ada@example.com'",
    '<ada@example.com',
  ])('is from the same person however it is written: %s', async (from) => {
    expect((await read(lines(`From: ${from}`, '', 'Hi'))).message?.identity.value).toBe('ada@example.com')
  })

  it('without From is from whom it was sent by; from nobody, it is not understood', async () => {
    const sent = lines('Sender: ada@example.com', 'Subject: x', '', 'Hi')
    expect((await read(sent)).message?.identity.value).toBe('ada@example.com')
    await expect(read(lines('Subject: x', '', 'Hi'))).rejects.toThrow('names no sender')
  })

  it('keeps words that stand where headers should', async () => {
    const { message } = await read(lines(head(), 'Hello, it is broken!', '', 'Please help.'))
    expect(message?.body).toBe('Hello, it is broken!\n\nPlease help.')
  })
})

describe('who wrote a mail', () => {
  const verified = async (results: string[], trustedServer: string | null = 'mx.example.org') =>
    (
      await read(lines(...results.map((result) => `Authentication-Results: ${result}`), head(), '', 'Hi'), {
        trustedServer,
      })
    ).message?.identity.verified
  const good = 'mx.example.org; spf=pass smtp.mailfrom=example.com; dmarc=pass (p=none; x) header.from=example.com'

  it('is verified when the server that we trust says so', async () => {
    expect(await verified([good])).toBe(true)
    expect(await verified([good], null)).toBe(false)
    expect(await verified([])).toBe(false)
  })
  it.each([
    [['mx.example.net; dmarc=pass header.from=example.com']],
    [['mx.example.org; dmarc=fail header.from=example.com']],
    [['mx.example.org; dkim=pass header.d=example.com']],
    [['mx.example.org; dmarc=pass header.from=example.net']],
    [['mx.example.org; spf=none', good]],
    [['mx.example.org; dmarc=fail reason="dmarc=pass"']],
  ])('is not verified by %j', async (results) => {
    expect(await verified(results)).toBe(false)
  })
})

describe('the conversation of a mail', () => {
  it('is told by tokens in any recipient, then by the mails it answers, the nearest first', async () => {
    const { message } = await read(
      lines(
        'Delivered-To: support+cTok-En.1234@example.org',
        head(
          'Cc: Support <support+cTok-En.1234@example.org>, help+cSecond@example.org',
          'In-Reply-To: <3@x> (see there)',
          'References: <1@x> <2@x>,',
          ' <3@x> junk.',
        ),
        '',
        'Hi',
      ),
    )
    expect(message?.evidence).toEqual([
      { kind: 'token', value: 'Tok-En.1234' },
      { kind: 'token', value: 'Second' },
      { kind: 'reference', value: '<3@x>' },
      { kind: 'reference', value: '<2@x>' },
      { kind: 'reference', value: '<1@x>' },
    ])
  })
})

describe('the texts of a mail', () => {
  const alternative = (plain: string, html: string) =>
    lines(
      head('Content-Type: multipart/alternative; boundary="a b"'),
      '',
      '--a b',
      '',
      plain,
      '--a b',
      'Content-Type: text/html',
      '',
      html,
      '--a b--',
    )

  it('are one in two forms', async () => {
    const { message } = await read(alternative('Hello', '<p onclick="x">Hello</p>'))
    expect(message).toMatchObject({ body: 'Hello', content: { html: '<p>Hello</p>' } })
  })
  it('are read from the HTML when the plain form is empty or missing', async () => {
    expect((await read(alternative('', '<p>Hello<br>there</p>'))).message?.body).toBe('Hello\nthere')
    expect((await read(lines(head('Content-Type: text/html'), '', '<p>Hello</p>'))).message?.body).toBe('Hello')
  })
  it('fold what is quoted', async () => {
    const { message } = await read(alternative('It came.\r\n\r\nAda wrote:\r\n> Where?', '<p>It came.</p>'))
    expect(message).toMatchObject({ body: 'It came.', content: { quoted: 'Ada wrote:\n> Where?' } })
  })
  it('go together when there are several', async () => {
    const part = (type: string, text: string) => ['--b', `Content-Type: ${type}`, '', text]
    const mail = lines(
      head('Content-Type: multipart/mixed; boundary=b'),
      '',
      ...part('text/plain', 'One <1>'),
      ...part('text/html', '<b>Two</b>'),
      '--b--',
    )
    const { message } = await read(mail)
    expect(message?.body).toBe('One <1>\nTwo')
    expect(message?.content?.html).toContain('One &lt;1&gt;')
  })
  it.each([
    ['iso-2022-jp', '1b244224392424245e243b247321231b2842', 'すいません。'],
    ['shift_jis', '82b782dd82dc82b982f1', 'すみません'],
    ['windows-1252', '47fc', 'Gü'],
    ['ks_c_5601-1987', 'bdbac6bcc7d8', '스티해'],
    ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
    ['utf-8', '47c3bc', 'Gü'],
    ['us-ascii', '47c3bc', 'Gü'],
    ['us-ascii', '47fc', 'Gü'],
    ['no-such-charset', '47fc', 'Gü'],
  ])('in %s are read as written', async (charset, hex, text) => {
    const first = Buffer.from(`${head(`Content-Type: text/plain; charset=${charset}`)}\r\n\r\n`)
    expect((await read(Buffer.concat([first, Buffer.from(hex, 'hex')]))).message?.body).toBe(text)
  })
  it('end with the parts around them when they are not closed', async () => {
    const mail = lines(
      head('Content-Type: multipart/mixed; boundary=out'),
      '',
      '--out',
      'Content-Type: multipart/alternative; boundary=in',
      '',
      '--in',
      '',
      'Hello',
      '--out',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'file',
    )
    const { message, files } = await read(mail)
    expect(message?.body).toBe('Hello')
    expect(files.map(({ name, content }) => [name, content.toString()])).toEqual([['a.txt', 'file']])
  })
  it('are found when no boundary is the one that the head names', async () => {
    const wrong = lines(
      head('Content-Type: multipart/mixed; boundary=one'),
      '',
      '--two',
      'Content-Type: text/plain',
      '',
      'Hello',
      '--two--',
    )
    expect((await read(wrong)).message?.body).toBe('Hello')
    expect((await read(lines(head('Content-Type: multipart/mixed; boundary=one'), '', 'Hello'))).message?.body).toBe(
      'Hello',
    )
  })
  it('of a mail that was passed on have what it passes on', async () => {
    const mail = lines(
      head().replace('My parcel', 'Fwd: Offer'),
      '',
      'See to this.',
      '',
      '---------- Forwarded message ---------',
      'From: Bob <bob@example.com>',
      '',
      'Hello!',
    )
    expect((await read(mail)).message).toMatchObject({
      body: expect.stringContaining('Hello!'),
      content: { quoted: null },
    })
  })
  it('are cut when they are very long, which is said', async () => {
    const { message } = await read(lines(head(), '', 'word '.repeat(300_000)))
    expect(message?.warnings).toEqual([expect.stringContaining('longer than is shown')])
  })
})

describe('the files of a mail', () => {
  const mixed = (...parts: string[][]) =>
    lines(
      head('Content-Type: multipart/related; boundary=b'),
      '',
      ...parts.flatMap((part) => ['--b', ...part]),
      '--b--',
    )

  it('are shown within the HTML when it shows them', async () => {
    const picture = (id: string) => [
      'Content-Type: image/png',
      `Content-ID: <${id}>`,
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
    ]
    const { message, files } = await read(
      mixed(['Content-Type: text/html', '', '<img src="cid:a@b"><img src="cid:none">'], picture('a@b'), picture('c@d')),
    )
    expect(files.map(({ contentId, inline, name }) => [contentId, inline, name])).toEqual([
      ['a@b', true, 'file-1.png'],
      ['c@d', false, 'file-2.png'],
    ])
    expect(message?.content?.html).toBe('<img src="cid:a@b" /><img />')
    expect(message?.fileIds).toEqual(['1', '2'])
  })
  it.each([
    ['filename="=?utf-8?B?w5xiZXIucGRm?="', 'Über.pdf'],
    ["filename*=utf-8''%C3%9Cber.pdf", 'Über.pdf'],
    ["filename*0*=utf-8''%C3%9C; filename*1=ber; filename*2=.pdf", 'Über.pdf'],
    ['filename="..\\..\\etc/passwd"', 'passwd'],
    ['filename="a\tb<c>.pdf"', 'abc.pdf'],
    ['filename=""', 'file-1.pdf'],
  ])('have clean names: %s', async (said, name) => {
    const { files } = await read(
      mixed(['Content-Type: application/pdf', `Content-Disposition: attachment; ${said}`, '', 'x']),
    )
    expect(files.map((file) => file.name)).toEqual([name])
  })
  it('may be mails, which stay whole', async () => {
    const inner = [
      'From: bob@example.com',
      'Content-Type: multipart/mixed; boundary=i',
      '',
      '--i',
      '',
      'Inner',
      '--i--',
    ]
    const { message, files } = await read(mixed(['', 'See there.'], ['Content-Type: message/rfc822', '', ...inner]))
    expect(message?.body).toBe('See there.')
    expect(files.map(({ name, content }) => [name, content.toString()])).toEqual([['message-1.eml', lines(...inner)]])
  })
  it('may be encoded in the old way', async () => {
    const { files } = await read(
      mixed([
        'Content-Type: application/x; name=a.bin',
        'Content-Transfer-Encoding: x-uuencode',
        '',
        'begin 644 a.bin',
        '#0V%T',
        '`',
        'end',
      ]),
    )
    expect(files[0]?.content.toString()).toBe('Cat')
  })
  it('are left out over a limit, which is said', async () => {
    const file = (n: number, size: number) => [
      'Content-Type: application/pdf',
      `Content-Disposition: attachment; filename=${n}.pdf`,
      '',
      'x'.repeat(size),
    ]
    const { message, files } = await read(mixed(file(1, 10), file(2, 5000), file(3, 10), file(4, 10)), {
      limits: { count: 3, size: 1000 },
    })
    expect(files.map(({ name }) => name)).toEqual(['1.pdf', '3.pdf'])
    expect(message?.warnings).toEqual([
      'The file “2.pdf” was left out. It is bigger than is allowed.',
      expect.stringContaining('more than 3 files'),
    ])
    const none = await read(mixed(file(1, 10)), { keepFile: async () => null })
    expect(none.message).toMatchObject({ fileIds: [], warnings: [expect.stringContaining('“1.pdf”')] })
  })
  it('fail the mail when the store does', async () => {
    const keepFile = () => Promise.reject(new Error('disk is full'))
    await expect(read(mixed(['Content-Type: a/b', '', 'x']), { keepFile })).rejects.toThrow('disk is full')
  })
})

describe('a big mail', () => {
  it('is never held: what is read of it is passed on before more is asked for', async () => {
    let asked = 0
    let most = 0
    const line = `${Buffer.alloc(57, 1).toString('base64')}\r\n`
    const chunk = Buffer.from(line.repeat(800))
    async function* open() {
      yield Buffer.from(
        lines(
          head('Content-Type: multipart/mixed; boundary=b'),
          '',
          '--b',
          'Content-Type: application/x',
          'Content-Transfer-Encoding: base64',
          '',
          '',
        ),
      )
      for (; asked < 100; asked++) yield chunk
    }
    let kept = 0
    const keepFile = async ({ content }: { content: AsyncIterable<Uint8Array> }) => {
      for await (const bytes of content) {
        kept += bytes.length
        most = Math.max(most, asked * 800 * 57 - kept)
      }
      return 'id'
    }
    const { readMail } = await import('./read-mail.ts')
    const { message } = await readMail({ size: 0, open: async () => open() }, { keepFile, ownAddresses: [] })
    expect(message?.fileIds).toEqual(['id'])
    expect(kept).toBe(100 * 800 * 57)
    expect(most).toBeLessThan(2 * 800 * 57)
  })
})

const mailLines = fc.array(
  fc.oneof(
    fc.constantFrom(
      '',
      '',
      'From: Ada <ada@example.com>',
      'From: MAILER-DAEMON@example.net',
      'Return-Path: <>',
      'Subject: =?utf-8?q?failure_notice?=',
      'Subject: =?utf-8?b?w',
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Type: multipart/report; boundary="b"',
      'Content-Type: multipart/alternative; boundary=i',
      'Content-Type: text/html; charset=x',
      'Content-Type: message/delivery-status',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: quoted-printable',
      "Content-Disposition: attachment; filename*0*=utf-8''%ff",
      'Action: failed',
      'Final-Recipient: rfc822; ada@example.com',
      '--b',
      '--i',
      '--i--',
      '--b--',
      '<p>Hello =3D',
    ),
    fc.string({ maxLength: 30 }),
  ),
  { maxLength: 30 },
)

describe('any mail', () => {
  it('is understood, the same in whatever pieces it comes, or names no sender', async () => {
    await fc.assert(
      fc.asyncProperty(mailLines, fc.integer({ min: 1, max: 50 }), async (all, step) => {
        const mail = lines('To: support@example.org', ...all)
        const [whole, pieces] = await Promise.all(
          [mail.length, step].map((size) => read(mail, {}, size).catch((error: Error) => error.message)),
        )
        expect(pieces).toEqual(whole)
        if (typeof whole === 'string') expect(whole).toContain('names no sender')
      }),
      { numRuns: 500 },
    )
  })
})
