import { describe, expect, it } from 'vitest'
import { head, lines, read } from '../fixtures/read.ts'

const daemon = [
  'Return-Path: <>',
  'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
  'To: support@example.org',
]

/** A report as RFC 3464 wants it. */
const report = (...recipients: string[][]) =>
  lines(
    ...daemon,
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'I am sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    ...recipients.flatMap((fields) => ['', ...fields]),
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: support@example.org',
    'Message-ID: <ours@example.org>',
    '',
    '--b--',
  )

const failed = (said: string, status = '5.0.0') => [
  'Final-Recipient: rfc822; Ada@example.com',
  'Action: failed',
  `Status: ${status}`,
  `Diagnostic-Code: smtp; ${said}`,
]

describe('a bounce', () => {
  it('says of each recipient what became of our message', async () => {
    const late = [
      'Final-Recipient: rfc822; bob@example.com',
      'Action: delayed',
      'Status: 4.4.1',
      'Diagnostic-Code: smtp; connection timed out',
    ]
    const { receipts, message, ignored } = await read(report(failed('550 5.1.1 User unknown', '5.1.1'), late))
    expect({ message, ignored }).toEqual({})
    expect(receipts).toEqual([
      {
        providerId: '<ours@example.org>',
        state: 'failed',
        reason: 'There is no such address. Their mail server said: 550 5.1.1 User unknown',
        code: '5.1.1',
        badAddress: 'ada@example.com',
      },
      {
        providerId: '<ours@example.org>',
        state: 'delayed',
        reason: expect.stringContaining('could not be reached'),
        code: '4.4.1',
        badAddress: null,
      },
    ])
  })

  it.each([
    ['552 5.2.2 Mailbox full', 'Their mailbox is full.', '5.2.2', false],
    ['552 5.3.4 Message too big', 'The message is too big for their mail server.', '5.3.4', false],
    ['550 No such user here', 'There is no such address.', '550', true],
    ['550 5.1.2 Host unknown', 'The domain of the address does not exist or takes no mail.', '5.1.2', true],
    ['554 5.7.1 Message rejected as spam', 'Their mail server refused it.', '5.7.1', false],
    ['550 5.1.0 Address 5.2.2 Mailbox full', 'Their mailbox is full.', '5.2.2', false],
    ['552 Something else', 'It could not be delivered.', '552', false],
  ])('is said in words: %s', async (said, words, code, bad) => {
    const { receipts } = await read(report(failed(said, '')))
    expect(receipts?.[0]).toMatchObject({ code, badAddress: bad ? 'ada@example.com' : null })
    expect(receipts?.[0]?.reason).toMatch(words)
  })

  it('is known by the token of its return path before anything else', async () => {
    const { receipts } = await read(report(failed('550 5.1.1 x')).replace('To: support@', 'To: support+bTok.123@'))
    expect(receipts?.[0]?.providerId).toBe('Tok.123')
  })

  const spoken = (subject: string, ...said: string[]) => lines(...daemon, `Subject: ${subject}`, '', ...said)
  it.each([
    [
      'qmail',
      spoken(
        'failure notice',
        "I wasn't able to deliver your message.",
        '',
        '<ada@example.com>:',
        'Remote host said: 550 5.1.1 User unknown',
        '',
        '--- Below this line is a copy of the message.',
        '',
        'Return-Path: <support@example.org>',
        'Message-ID: <ours@example.org>',
      ),
    ],
    [
      'exim',
      spoken(
        'Mail delivery failed: returning message to sender',
        'A message that you sent could not be delivered.',
        '',
        '  ada@example.com',
        '    SMTP error: 550 5.1.1 User unknown',
        '',
        '------ This is a copy of the message, including all the headers. ------',
        '',
        'Message-Id: <ours@example.org>',
      ),
    ],
    [
      'Gmail',
      spoken(
        'Delivery Status Notification (Failure)',
        'Delivery to the following recipient failed permanently:',
        '',
        '     ada@example.com',
        '',
        '550 5.1.1 User unknown',
        '',
        '----- Original message -----',
        '',
        'Message-ID: <ours@example.org>',
      ),
    ],
  ])('may come in words only, from %s', async (_, mail) => {
    expect((await read(mail)).receipts).toEqual([
      {
        providerId: '<ours@example.org>',
        state: 'failed',
        reason: expect.stringContaining('no such address'),
        code: '5.1.1',
        badAddress: 'ada@example.com',
      },
    ])
  })
  it('may say that it is still being tried', async () => {
    const mail = spoken(
      'Warning: message delayed',
      'Your message to ada@example.com has not yet been delivered.',
      'It will be retried for 3 days.',
    )
    expect((await read(mail)).receipts).toMatchObject([{ state: 'delayed', badAddress: null }])
  })
  it('may have no sender at all', async () => {
    const { receipts } = await read(
      report(failed('550 5.1.1 x')).replace(/From: MAILER[^\r]*/, 'From: "" (Mail Delivery System)'),
    )
    expect(receipts).toHaveLength(1)
  })
  it('is not what a postmaster writes himself, whose files are kept', async () => {
    const mail = lines(
      ...daemon.slice(1),
      'Subject: Delivery report for May',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See there.',
      '--b',
      'Content-Type: text/csv; name=may.csv',
      '',
      'a,b',
      '--b--',
    )
    const { message, receipts, files } = await read(mail)
    expect(receipts).toBeUndefined()
    expect(message?.body).toBe('See there.')
    expect(files.map(({ name }) => name)).toEqual(['may.csv'])
  })
  it('passed on by a person is a message', async () => {
    const mail = lines(
      head('Content-Type: multipart/mixed; boundary=o'),
      '',
      '--o',
      '',
      'I got this.',
      '--o',
      'Content-Type: message/rfc822',
      '',
      report(failed('550 5.1.1 x')),
      '--o--',
    )
    const { message, files } = await read(mail)
    expect(message?.body).toBe('I got this.')
    expect(files).toHaveLength(1)
  })
})

describe('a receipt', () => {
  it('says that a message was delivered', async () => {
    const { receipts } = await read(
      report(['Final-Recipient: rfc822; ada@example.com', 'Action: delivered', 'Status: 2.0.0']),
    )
    expect(receipts).toEqual([
      { providerId: '<ours@example.org>', state: 'delivered', reason: null, code: '2.0.0', badAddress: null },
    ])
  })
  it('says that a message was read', async () => {
    const mail = lines(
      head('Content-Type: multipart/report; report-type=disposition-notification; boundary=b'),
      '',
      '--b',
      '',
      'Read.',
      '--b',
      'Content-Type: message/disposition-notification',
      '',
      'Original-Message-ID: <ours@example.org>',
      'Disposition: manual-action/MDN-sent-manually; displayed',
      '--b--',
    )
    expect((await read(mail)).receipts).toEqual([
      { providerId: '<ours@example.org>', state: 'seen', reason: null, code: null, badAddress: null },
    ])
  })
})

describe('a complaint', () => {
  it('opts the address out', async () => {
    const mail = lines(
      'From: fbl@example.net',
      'To: support@example.org',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      '',
      'Spam.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'Original-Rcpt-To: <Ada@example.com>',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'To: bob@example.com',
      '',
      'x',
      '--b--',
    )
    expect(await read(mail)).toMatchObject({
      consents: [
        {
          identity: { kind: 'email', value: 'ada@example.com' },
          state: 'opted_out',
          reason: 'They reported our mail as spam.',
        },
      ],
      ignored: expect.stringContaining('complaint'),
    })
    const redacted = mail.replace(/Original-Rcpt-To[^\r]*/, 'X: y')
    expect((await read(redacted)).consents).toMatchObject([{ identity: { value: 'bob@example.com' } }])
    expect((await read(mail.replace('abuse', 'not-spam'))).consents).toBeUndefined()
  })
})

describe('a complaint by way of Outlook.com', () => {
  it('opts out whoever got the mail that comes with it', async () => {
    const mail = lines(
      'From: staff@hotmail.com',
      'To: support@example.org',
      'Subject: complaint about message from 192.0.2.1',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'X-HmXmrOriginalRecipient: ada@example.com',
      'To: hidden@example.com',
      '',
      'x',
      '--b--',
    )
    expect((await read(mail)).consents).toMatchObject([{ identity: { value: 'ada@example.com' }, state: 'opted_out' }])
  })
})

describe('a mail that is called like a report', () => {
  it('is what a customer wrote when it reports nothing', async () => {
    const mail = lines(
      head('Content-Type: multipart/mixed; boundary=b').replace('My parcel', 'Delivery failed? Complaint!'),
      '',
      '--b',
      '',
      'My parcel could not be delivered to bob@example.com.',
      '--b',
      'Content-Type: text/csv; name=a.csv',
      '',
      'x',
      '--b--',
    )
    const { message, files } = await read(mail)
    expect(message?.body).toContain('My parcel')
    expect(files).toHaveLength(1)
  })
})

describe('a notification of Amazon SES', () => {
  const sent = { messageId: 'ses-id', headers: [{ name: 'Message-ID', value: '<ours@example.org>' }] }
  const notice = (body: object) =>
    lines(
      'From: no-reply@sns.amazonaws.com',
      'To: support@example.org',
      'Subject: AWS Notification Message',
      '',
      JSON.stringify(body),
      '',
      '--',
      'To stop this, click here.',
    )
  it('says what became of our message', async () => {
    const bounce = {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: 'ada@example.com', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
    }
    const { receipts } = await read(notice({ notificationType: 'Bounce', bounce, mail: sent }))
    expect(receipts).toMatchObject([
      { providerId: '<ours@example.org>', state: 'failed', code: '5.1.1', badAddress: 'ada@example.com' },
    ])
    const delivery = { recipients: ['ada@example.com'], smtpResponse: '250 2.6.0 queued' }
    expect(
      (await read(notice({ eventType: 'Delivery', delivery, mail: { messageId: 'ses-id' } }))).receipts,
    ).toMatchObject([{ providerId: 'ses-id', state: 'delivered', code: '2.6.0' }])
  })
  it('may be a complaint, also when the line was broken on its way', async () => {
    const complaint = { complainedRecipients: [{ emailAddress: 'ada@example.com' }] }
    const mail = notice({ notificationType: 'Complaint', complaint, mail: sent }).replace('ada@exa', 'ada@e!\r\n xa')
    expect((await read(mail)).consents).toMatchObject([{ identity: { value: 'ada@example.com' } }])
  })
})

describe('an automatic mail', () => {
  it.each([
    [['Auto-Submitted: auto-replied']],
    [['Auto-Submitted: auto-generated']],
    [['X-Autoreply: yes']],
    [['Precedence: auto_reply']],
    [['Precedence: bulk']],
    [['Return-Path: <>', 'X-Auto-Response-Suppress: All']],
  ])('is shown, with the reason: %j', async (headers) => {
    const { message } = await read(lines(head(...headers), '', 'I am away.'))
    expect(message?.body).toBe('I am away.')
    expect(message?.content?.automatic).toBeTruthy()
  })
  it.each([
    'Automatic reply: My parcel',
    'Abwesenheitsnotiz: x',
    'Out of Office',
    'Réponse automatique : x',
    'Respuesta automática: x',
    '自動返信: x',
  ])('is known by its subject: %s', async (subject) => {
    const { message } = await read(lines(head().replace('My parcel', subject), '', 'I am away.'))
    expect(message?.content?.automatic).toBe('An automatic reply.')
  })
  it.each([
    [['Auto-Submitted: no']],
    [['X-Auto-Response-Suppress: All']],
    [['Precedence: list', 'List-Id: <support.example.org>']],
    [['Precedence: bulk', 'In-Reply-To: <1@x>']],
  ])('is not what people write: %j', async (headers) => {
    expect((await read(lines(head(...headers), '', 'Hi'))).message?.content?.automatic).toBeNull()
  })
})

describe('mail of our own', () => {
  it('is put aside, whichever way it came back', async () => {
    const own = head().replace('Ada@Example.com', 'Support+x@example.org')
    expect((await read(lines(own, '', 'Hi'))).ignored).toContain('own address')
    const signed = lines(head('X-Switchboard: hub-1'), '', 'Hi')
    expect((await read(signed, { instanceId: 'hub-1' })).ignored).toContain('sent it itself')
    expect((await read(signed, { instanceId: 'hub-2' })).message?.body).toBe('Hi')
  })
})
