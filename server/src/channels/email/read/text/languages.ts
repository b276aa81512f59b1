/**
 * How mail programs announce an earlier mail, in the languages they speak. Only words of headings: what people write is
 * never looked at.
 */

const words = (text: string) => text.split('|')

/** "… wrote:", anywhere in the line that stands above a quoted mail; of two words, the one that says it. */
const wrote = new Set(
  words(
    'wrote|writes|schrieb|geschrieben|zitat|quoting|écrit|ecrit|escribió|escribio|escriure|scritto|scrive|escreveu|schreef|' +
      'geschreven|napisał|napisała|napisal|napisała|pisze|написал|написала|пишет|писал|пише|писав|написав|skrev|kirjoitti|' +
      'napsal|napsala|napísal|napísala|írta|scris|yazdı|έγραψε|написа|כתב|כתבה|كتب',
  ),
)
const wroteInSigns = /写道|寫道|写了|のメール|書きました|님이 작성|작성/

/** The labels of a block that repeats the headers of an earlier mail. */
const labels: Record<string, string[]> = {
  from: words(
    'from|von|de|da|van|od|от|від|от кого|från|fra|lähettäjä|kimden|gönderen|gonderen|feladó|de la|od koho|από|差出人|送信者|' +
      '发件人|寄件者|寄件人|보낸 사람|보낸사람|expéditeur|mittente|remitente|remetente|afzender|absender|avsändare|afsender|nadawca',
  ),
  date: words(
    'date|sent|sent on|sent at|gesendet|gesendet am|datum|envoyé|envoyé le|envoyé à|enviado|enviado el|enviado em|enviada em|' +
      'enviada el|fecha|data|data/ora|inviato|verzonden|wysłano|wyslano|дата|отправлено|надіслано|skickat|sendt|dato|' +
      'lähetetty|päivämäärä|päiväys|odesláno|dátum|elküldve|küldve|tarih|gönderildi|gönderme tarihi|trimis|ημερομηνία|στάλθηκε|' +
      '日時|送信日時|送信日|日付|发送时间|发送日期|日期|寄件日期|傳送時間|傳送日期|날짜|보낸 날짜|보낸날짜',
  ),
  to: words(
    'to|an|à|a|para|aan|naar|do|кому|till|til|vastaanottaja|komu|címzett|către|kime|alıcı|προς|宛先|收件人|收件者|받는 사람|' +
      '받는사람|destinataire|destinatario|destinatário|empfänger|ontvanger|mottagare|modtager|adresat',
  ),
  cc: words('cc|bcc|kopie|copie|копия|копія|kopia|kopi|kopio|copia|cópia|másolat|bilgi|抄送|副本|참조|κοιν'),
  subject: words(
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|тема|ämne|emne|aihe|předmět|predmet|tárgy|subiect|konu|' +
      'θέμα|件名|主题|主旨|主題|제목',
  ),
  other: words(
    'reply-to|reply to|antwort an|répondre à|responder a|rispondi a|importance|wichtigkeit|priorität|attachments|anlagen',
  ),
}

const labelled = new Map(Object.entries(labels).flatMap(([kind, all]) => all.map((word) => [word, kind] as const)))

/** What a label stands for: `from`, `date`, `to`, `cc`, `subject`, `other`; null when it is none. */
export const labelKind = (word: string): string | null => labelled.get(word.toLowerCase()) ?? null

/** Whether a line says that somebody wrote something. */
export const saysWrote = (line: string): boolean =>
  (line.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => wrote.has(word)) || wroteInSigns.test(line)

/** Words that such a line begins with when it begins with the date. */
export const dateBegins =
  /^[\s*_-]{0,20}(?:(?:on|at|am|le|el|em|il|op|den|dne|dnia|w dniu|på|pe|în|la|v|в|у|於|于|在)(?![\p{L}])|\d{1,4}\s?[./年-]|\d{1,2}\s+[\p{L}]{3})/iu

const earlier = words(
  'original message|original appointment|ursprüngliche nachricht|originalnachricht|original-nachricht|message original|' +
    "message d'origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|wiadomość oryginalna|" +
    'oryginalna wiadomość|исходное сообщение|пересылаемое сообщение|вихідне повідомлення|ursprungligt meddelande|' +
    'originalmeddelande|opprinnelig melding|original melding|oprindelig meddelelse|original meddelelse|alkuperäinen viesti|' +
    'původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|özgün ileti|αρχικό μήνυμα|元のメッセージ|' +
    '原始邮件|原邮件|原始郵件|원본 메시지',
)

const passedOn = words(
  'forwarded message|forwarded by|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-?mail)|' +
    'weitergeleitet von|message transféré|message réexpédié|début du message réexpédié|début du message transféré|mensaje reenviado|' +
    'inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem encaminhada|mensagem reencaminhada|' +
    'início da mensagem encaminhada|início da mensagem reencaminhada|doorgestuurd bericht|begin doorgestuurd bericht|' +
    'przekazana wiadomość|wiadomość przekazana|пересланное сообщение|пересылаемое сообщение|начало переадресованного сообщения|' +
    'переслане повідомлення|vidarebefordrat meddelande|vidarebefordrat brev|videresendt melding|videresendt meddelelse|' +
    'videresendt besked|välitetty viesti|edelleenlähetetty viesti|přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|' +
    'iletilen mesaj|转发邮件|转发的邮件|轉寄郵件|轉寄的郵件|轉寄訊息|転送メッセージ|転送されたメッセージ|전달된 메시지',
)

const heading = (all: string[]) => new RegExp(`^[\\s\\-_=*~+>]{0,60}(?:${all.join('|')})[^\\n]{0,60}$`, 'iu')
const earlierLine = heading(earlier)
const passedOnLine = heading(passedOn)
const framed = /^\s{0,10}(?:[-_=*~]\s?){2}[^\n]{0,150}[-_=*~]{2}\s*$|:\s*$/u

/** "-----Original Message-----" in any of the languages. */
export const saysEarlier = (line: string): boolean => line.length < 160 && earlierLine.test(line) && framed.test(line)

/** "---------- Forwarded message ---------", "Begin forwarded message:" in any of the languages. */
export const saysPassedOn = (line: string): boolean => line.length < 160 && passedOnLine.test(line) && framed.test(line)

/** Whether the subject says that a mail was passed on, not answered. */
export const isPassedOn = (subject: string): boolean =>
  /^\s*(?:fwd?|wg|tr|rv|enc|i|vb|vl|doorst|pd|fs|vs|ilt|továbbítás|пересл|fwd? to|転送|转发|轉寄|转寄|전달)\s?(?:\[\d+\])?[:：]/iu.test(
    subject,
  )
