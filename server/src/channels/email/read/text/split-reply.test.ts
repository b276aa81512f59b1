import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitReply } from './split-reply.ts'

const body = (...lines: string[]) => splitReply(lines.join('\n')).body
const quote = ['', '> Where is my parcel?', '> Regards', '']
const below = ['', 'Where is my parcel?', '', 'Regards']

describe('the line above an earlier mail', () => {
  it.each([
    'On Fri, May 5, 2017 at 10:11 AM Ada Lovelace <ada@example.com> wrote:',
    'On Fri, 2017-05-05 at 10:11 +0200, Ada wrote:',
    'On 5/5/2017 10:11 AM, Ada Lovelace wrote:',
    'At 5/5/2017 10:11 PM, you wrote:',
    '--- On Fri, 5/5/17, Ada Lovelace <ada@example.com> wrote:',
    'Ada Lovelace <ada@example.com> wrote on 05/05/2017 10:11:00 AM:',
    'Ada Lovelace <ada@example.com> wrote:',
    'Quoting Ada Lovelace <ada@example.com>:',
    'Am 05.05.2017 um 10:11 schrieb Ada Lovelace:',
    'Am Fr., 5. Mai 2017 um 10:11 Uhr schrieb Ada <ada@example.com>:',
    'Ada <ada@example.com> schrieb am Fr., 5. Mai 2017, 10:11:',
    'Le ven. 5 mai 2017 à 10:11, Ada <ada@example.com> a écrit :',
    'El vie., 5 may. 2017 a las 10:11, Ada (<ada@example.com>) escribió:',
    'Il giorno ven 5 mag 2017 alle ore 10:11 Ada <ada@example.com> ha scritto:',
    'Em sex, 5 de mai de 2017 às 10:11, Ada <ada@example.com> escreveu:',
    'Op vr 5 mei 2017 om 10:11 schreef Ada <ada@example.com>:',
    'W dniu 05.05.2017 o 10:11, Ada pisze:',
    'pt., 5 maj 2017 o 10:11 Ada <ada@example.com> napisał(a):',
    'пт, 5 мая 2017 г. в 10:11, Ada <ada@example.com>:',
    '05.05.2017 10:11, Ада пишет:',
    'пт, 5 трав. 2017 р. о 10:11 Ada <ada@example.com> пише:',
    'Den fre 5 maj 2017 kl 10:11 skrev Ada <ada@example.com>:',
    'Den fre. 5. mai 2017 kl. 10.11 skrev Ada <ada@example.com>:',
    'pe 5. toukok. 2017 klo 10.11 Ada (ada@example.com) kirjoitti:',
    'pá 5. 5. 2017 v 10:11 odesílatel Ada <ada@example.com> napsal:',
    'Ada <ada@example.com> ezt írta (időpont: 2017. máj. 5., P, 10:11):',
    'Pe vin., 5 mai 2017 la 10:11, Ada <ada@example.com> a scris:',
    'Ada <ada@example.com>, 5 May 2017 Cum, 10:11 tarihinde şunu yazdı:',
    'Στις Παρ, 5 Μαΐ 2017 στις 10:11 π.μ., ο χρήστης Ada <ada@example.com> έγραψε:',
    'Vào Th 6, 5 thg 5, 2017 lúc 10:11 Ada <ada@example.com> đã viết:',
    '2017年5月5日(金) 10:11 Ada <ada@example.com>:',
    '2017/05/05 10:11、Ada <ada@example.com>のメール:',
    'Ada <ada@example.com> 于2017年5月5日周五 上午10:11写道：',
    '在 2017年5月5日，上午10:11，Ada <ada@example.com> 写道：',
    '2017년 5월 5일 (금) 오전 10:11, Ada <ada@example.com>님이 작성:',
    '05.05.2017, 10:11, "Ada" <ada@example.com>:',
    '\u200eOn Fri, May 5, 2017 at 10:11 AM, \u200eAda <ada@example.com> wrote:\u200e',
    'On Fri, May 5, 2017 at 10:11 AM, Ada <ada@example.com> wrote',
  ])('goes with what it quotes: %s', (intro) => {
    expect(body('It came today.', '', intro, ...quote)).toBe('It came today.')
  })

  it.each([
    'On Fri, May 5, 2017 at 10:11 AM Ada Lovelace <ada@example.com> wrote:',
    'On May 5, 2017, at 10:11, Ada Lovelace <ada@example.com> wrote:',
    'Le 5 mai 2017 à 10:11, Ada <ada@example.com> a écrit :',
    'Am 05.05.2017 um 10:11 schrieb Ada Lovelace <ada@example.com>:',
    'Den 5. mai 2017 kl. 10.11 skrev Ada <ada@example.com>:',
    '2017/05/05 10:11、Ada <ada@example.com>のメール:',
  ])('also when the quoted mail bears no marks: %s', (intro) => {
    expect(body('It came today.', '', intro, ...below)).toBe('It came today.')
  })

  it.each([
    [['On Fri, May 5, 2017 at 10:11 AM, Ada Lovelace via Support <', 'ada@example.com> wrote:']],
    [['On Fri, May 5, 2017 at 10:11 AM,', 'Ada Lovelace <ada@example.com> wrote:']],
    [['Le ven. 5 mai 2017 à 10:11, Ada Lovelace <ada@example.com> a', 'écrit :']],
    [['Am Fr., 5. Mai 2017 um 10:11 Uhr schrieb Ada Lovelace von der Firma', 'Example <ada@example.com>:']],
    [['Em sex, 5 de mai de 2017 às 10:11,', 'Ada Lovelace <', 'ada@example.com> escreveu:']],
  ])('may be broken over lines: %j', (intro) => {
    expect(body('It came today.', '', ...intro, ...quote)).toBe('It came today.')
    expect(body('It came today.', ...intro, ...below)).toBe('It came today.')
  })

  it.each([
    ['Hello,', '', 'on 5 May you wrote:', 'We will send it tomorrow.', '', 'It never came.'],
    ['My brother wrote:', 'he would pay.', 'Did he?'],
    ['Please call 555 12 34 at 10:30:', 'I am at home.'],
    ['My order of 2024 went to bob@example.com:', 'that is wrong.'],
  ])('is not seen in what people write: %s', (...lines) => {
    expect(splitReply(lines.join('\n'))).toEqual({ body: lines.join('\n'), quoted: null })
  })
})

describe('the headers of an earlier mail', () => {
  const heading = (...labels: string[]) => {
    const [from, date, to, subject] = labels
    return [
      `${from}: Ada Lovelace <ada@example.com>`,
      `${date}: 5 May 2017 10:11`,
      `${to}: support`,
      `${subject}: Parcel`,
    ]
  }
  it.each([
    ['From', 'Sent', 'To', 'Subject'],
    ['Von', 'Gesendet', 'An', 'Betreff'],
    ['De', 'Envoyé', 'À', 'Objet'],
    ['De', 'Enviado el', 'Para', 'Asunto'],
    ['Da', 'Inviato', 'A', 'Oggetto'],
    ['De', 'Enviada em', 'Para', 'Assunto'],
    ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
    ['Od', 'Wysłano', 'Do', 'Temat'],
    ['От', 'Отправлено', 'Кому', 'Тема'],
    ['Від', 'Надіслано', 'Кому', 'Тема'],
    ['Från', 'Skickat', 'Till', 'Ämne'],
    ['Fra', 'Sendt', 'Til', 'Emne'],
    ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
    ['Od', 'Odesláno', 'Komu', 'Předmět'],
    ['Kimden', 'Tarih', 'Kime', 'Konu'],
    ['Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
    ['差出人', '送信日時', '宛先', '件名'],
    ['发件人', '发送时间', '收件人', '主题'],
    ['寄件者', '寄件日期', '收件者', '主旨'],
    ['보낸 사람', '보낸 날짜', '받는 사람', '제목'],
  ])('end the new words: %s, %s, %s, %s', (...labels) => {
    const plain = heading(...labels)
    expect(body('It came today.', '', ...plain, ...below)).toBe('It came today.')
    const bold = plain.map((line) => `*${line.replace(':', ':*')}`)
    expect(body('It came today.', ' ------------------------------', '', ...bold, ...below)).toBe('It came today.')
  })

  it.each([
    '-----Original Message-----',
    '----- Original Message ----- ',
    '-----Ursprüngliche Nachricht-----',
    '-------- Message original --------',
    '-----Mensaje original-----',
    '-----Messaggio originale-----',
    '-----Oorspronkelijk bericht-----',
    '-----Исходное сообщение-----',
    '------------------ 原始邮件 ------------------',
    '-----Words of a language nobody thought of-----',
    '________________________________',
  ])('may stand below a line of their own: %s', (line) => {
    expect(body('It came today.', '', line, 'From: Ada', 'Sent: 5 May 2017', ...below)).toBe('It came today.')
  })

  it('are not seen in what people write', () => {
    const lines = ['My journey:', 'From: Berlin', 'To: Paris', 'Date: 5 May', '', 'Can I change it?']
    expect(splitReply(lines.join('\n'))).toEqual({ body: lines.join('\n'), quoted: null })
  })
})

describe('answers between quotations', () => {
  const intro = 'On Fri, May 5, 2017 at 10:11 AM Ada <ada@example.com> wrote:'
  it('stay with what they answer', () => {
    const text = ['See below.', '', intro, '> Which colour?', 'Red.', '> Which size?', 'XL, please.', '> Regards']
    expect(body(...text)).toBe('See below.\n\n> Which colour?\nRed.\n> Which size?\nXL, please.')
  })
  it('stay when there is nothing above them', () => {
    expect(body(intro, '> Which colour?', '', 'Red.')).toBe('> Which colour?\n\nRed.')
    expect(body('> Which colour?', '', 'Red.')).toBe('> Which colour?\n\nRed.')
  })
  it('stay when Outlook marks the lines of the quoted mail', () => {
    const text = [
      '-----Original Message-----',
      'From: Ada',
      'Sent: 5 May 2017',
      'To: x',
      'Subject: y',
      '',
      '> Which colour?',
    ]
    expect(body('See below.', '', ...text, 'Red.')).toBe('See below.\n\n\n> Which colour?\nRed.')
  })
})

describe('a signature', () => {
  it.each(['-- ', '--', '—', '__________________'])('below “%s” goes with what is quoted', (line) => {
    expect(splitReply(`It came today.\n\n${line}\nAda Lovelace\nExample Ltd`)).toEqual({
      body: 'It came today.',
      quoted: `${line}\nAda Lovelace\nExample Ltd`,
    })
  })
  it.each([
    'Sent from my iPhone',
    'Sent from my Samsung Galaxy smartphone.',
    'Sent from Yahoo Mail for iPhone',
    'Sent via the Samsung Galaxy S21 5G, an AT&T 5G smartphone',
    'Get Outlook for Android<https://aka.ms/x>',
    'Von meinem iPhone gesendet',
    'Gesendet mit der GMX Mail App',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Enviado do meu iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Wysłane z iPhone’a',
    'Отправлено с iPhone',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'iPhoneから送信',
    '发自我的iPhone',
    '나의 iPhone에서 보냄',
  ])('of a mail program goes with what is quoted: %s', (line) => {
    expect(splitReply(`It came today.\n\n${line}`)).toEqual({ body: 'It came today.', quoted: line })
  })
  it.each([
    'Sent with the wrong size.',
    'Enviado con éxito, gracias.',
    'I sent it from my office.',
    'From my shop in Rome.',
  ])('is not seen in what people write: %s', (line) => {
    expect(body('Hello,', '', line)).toBe(`Hello,\n\n${line}`)
  })
  it('of PGP goes with what is quoted', () => {
    const armour = [
      '-----BEGIN PGP SIGNATURE-----',
      '',
      'iQEcBAEBAgAGBQJXlZgXAAoJEHtTmuJiQEcBAEBAgAGBQJXlZgXAAoJEHtTmuJ',
      '=abcd',
      '-----END PGP SIGNATURE-----',
    ]
    expect(body('-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: SHA1', '', 'It came today.', '', ...armour)).toBe(
      'It came today.',
    )
  })
  it('is all there is when nothing else was written', () => {
    expect(body('--', 'Ada Lovelace')).toBe('--\nAda Lovelace')
  })
  it('is not what stands below a line of dashes and is a text', () => {
    const text = 'First thing.\n\n----------\n\nSecond thing: it never arrived. Please help.'
    expect(body(text)).toBe(text)
  })
})

describe('a mail that was passed on', () => {
  const text = [
    'Please see to this.',
    '',
    '---------- Forwarded message ---------',
    'From: Ada <ada@example.com>',
    '',
    'Hello!',
  ]
  it('keeps what it passes on as new words', () => {
    expect(splitReply(text.join('\n'), { passedOn: true })).toEqual({ body: text.join('\n'), quoted: null })
    expect(body(...text.slice(2))).toBe(text.slice(2).join('\n'))
  })
  it('folds it when the subject says that the mail is an answer', () => {
    expect(body(...text)).toBe('Please see to this.')
  })
})

const pieces = [
  'Hello',
  'It came today.',
  '',
  '',
  '> quoted',
  '>> deeper',
  'On Fri, May 5, 2017 at 10:11 AM Ada <ada@example.com> wrote:',
  'On Fri, May 5, 2017 at 10:11 AM Ada <',
  'ada@example.com> wrote:',
  'Bob wrote:',
  '2017-05-05 10:11 ada@example.com:',
  'From: Ada <ada@example.com>',
  'Sent: 5 May 2017',
  'To: support',
  'Subject: Parcel',
  '-----Original Message-----',
  '---------- Forwarded message ---------',
  '________________',
  '--------',
  '-- ',
  '--',
  'Sent from my iPhone',
  'C> initials',
  '-----BEGIN PGP SIGNED MESSAGE-----',
  '  indented',
  '+49 30 1234567',
]
const texts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20 })), { maxLength: 30 })
  .map((lines) => lines.join('\n'))
const linesOf = (text: string) =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .toSorted()

describe('splitting', () => {
  it('never loses a line and never makes one up', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { body, quoted } = splitReply(text)
        expect(linesOf(`${body}\n${quoted ?? ''}`)).toEqual(linesOf(text))
      }),
      { numRuns: 1000 },
    )
  })
  it('takes nothing more away the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { body } = splitReply(text)
        expect(splitReply(body)).toEqual({ body, quoted: null })
      }),
      { numRuns: 1000 },
    )
  })
  it('keeps what stands beyond the lines that it looks at', () => {
    const long = `${'Hello\n'.repeat(3000)}The end.`
    expect(body(long)).toBe(long)
    const history = `Short.\n\nOn Fri, May 5, 2017 at 10:11 AM Ada <ada@example.com> wrote:\n${'> text\n'.repeat(3000)}`
    expect(splitReply(history).body).toBe('Short.')
  })
})

describe('text that was made to take long', () => {
  /** The signs that all patterns together look at: each look counts the whole text that it is given. */
  function workFor(text: string): number {
    let signs = 0
    const exec = RegExp.prototype.exec
    RegExp.prototype.exec = function (given: string) {
      signs += given.length
      return exec.call(this, given)
    }
    try {
      splitReply(text)
    } finally {
      RegExp.prototype.exec = exec
    }
    return signs
  }
  const repeated = (line: string, size: number) => line.repeat(Math.ceil(size / line.length))

  it.each([
    'On 5 May 2017 10:11 ada@example.com wrote:\n',
    'Ada wrote:\n> quoted\nanswer\n',
    'On 5 May 2017 10:11\n',
    'From: ada@example.com\n',
    'From: ada@example.com\nTo: bob\n',
    '-----Original Message-----\n',
    '2017-05-05 10:11 ada@example.com:\nBob wrote:\n',
    '_____\nada@example.com\n',
    'x:\n',
    '--\na\n',
    `${' '.repeat(300)}:\n`,
    'Sent from my iPhone\n',
  ])('takes work that grows no faster than it: %j', (line) => {
    const [short, long, endless] = [8_000, 16_000, 2_000_000].map((size) => workFor(repeated(line, size)))
    expect(long).toBeLessThan((short as number) * 2.5)
    expect(endless).toBeLessThan((short as number) * 8 * 2.5 + 10_000_000)
  })
})
