/**
 * What a line is to the reader: `intro` says who wrote what follows, in a line or with the headers of an earlier mail,
 * `rule` is made of dashes and the like, `close` begins a signature, `device` is a mail program's advertisement.
 */
export type Kind = 'empty' | 'text' | 'quote' | 'intro' | 'rule' | 'close' | 'device'

const quoted = /^[ \t]{0,3}(?:>|[A-Z]{1,4}>(?:[\s>]|$))/
const closing = /^[ \t]{0,3}(?:--|—|––|-- \*)[ \t\u00a0]*$/
const ruled = /^[ \t]{0,10}[-_=*~#+‐–—―]{3,200}[ \t]*$/

const signed = '-----BEGIN PGP SIGNED MESSAGE-----'

/** What a line is by itself, or below the one `above` it; those around it may say more. */
export function kindOf(line: string, above = ''): Kind {
  if (line.trim() === '') return 'empty'
  if (quoted.test(line)) return 'quote'
  if (line.length > 250) return 'text'
  if (closing.test(line)) return 'close'
  if (line.startsWith('-----BEGIN PGP SIGNATURE-----')) return 'close'
  if (line.startsWith(signed) || (above.startsWith(signed) && line.startsWith('Hash:'))) return 'intro'
  if (ruled.test(line)) return 'rule'
  return isDevice(line) ? 'device' : 'text'
}

const product =
  '(?:iphone|ipad|ipod|android|blackberry|outlook|windows|mail|mailbox|yahoo|gmail|galaxy|samsung|huawei|xiaomi|nokia|htc|nexus|' +
  'pixel|airmail|spark|proton|tutanota|thunderbird|mobile|phone|smartphone|handy|cell|tablet|k-9|bluemail|mailbird|aol|gmx|web\\.de|' +
  'telekom|t-online|myphone|superhuman|canary|newton|fairemail|aqua ?mail|nine|typeapp|sony|lg|motorola|lumia|mac|app)'

const sentWords =
  'sent|gesendet|geschickt|verschickt|envoyé|envoyée|enviado|enviada|inviato|inviata|verzonden|verstuurd|wysłano|wysłane|' +
  'отправлено|надіслано|skickat|sendt|sänt|lähetetty|odesláno|odeslané|poslané|poslano|trimis|küldve|στάλθηκε'
const myWords =
  'my|mon|ma|mi|mein|meinem|meiner|mijn|min|mit|mio|mia|meu|minha|mojego|mojej|mého|mojho|моего|мого|το|minun|a mobile'

const devices = [
  // "Sent from my TI-85", "Envoyé depuis mon téléphone": of whoever writes.
  new RegExp(
    `^(?:${sentWords}) (?:from|using|via|von|vom|mit|über|depuis|de|du|desde|do|da|dal|dalla|vanaf|met|z|ze|с|со|из|з|från|fra|pe de|από)(?: il| la| o)? (?:${myWords}) .{1,100}$`,
    'iu',
  ),
  // "Sent with Airmail", "Gesendet mit der Web.de-App": of a program.
  new RegExp(`^(?:${sentWords}) (?:[\\p{L}-]+ ){1,3}\\[?(?:[\\w-]+ ){0,2}${product}(?![\\p{L}]).{0,120}$`, 'iu'),
  /^sent (?:from|via) (?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*){0,3}(?: (?:for|on) \w+)?$/,
  new RegExp(`^(?:from|von) (?:my|mein|meinem) ${product}.{0,30}$`, 'i'),
  /^\S{1,20} from (?:my )?mobile$/i,
  /^lähetetty \S{0,20}(?:iphone|ipad|android|samsung|huawei|puhelim|laittee|outlook)\S{0,20}(?: \S{1,20}){0,3}$/iu,
  /^sent (?:from|by|via) (?:a |my )?(?:phone|galaxy|mobile)$/i,
  /^get \[?outlook (?:for|para|für|pour|per) \w+\]?.{0,80}$/i,
  /^(?:von|vom) (?:mein\w*|unterwegs|iphone|ipad|samsung).{0,60}(?:gesendet|gesandt|geschickt|getippt)\.?$/i,
  /^(?:diese|dieses?) (?:nachricht|e-?mail|mail) wurde (?:von|mit) .{0,80} (?:gesendet|geschickt|verschickt)\.?$/i,
  /^this (?:e-?mail|message) was sent (?:from|with|using) my .{0,80}$/i,
  /^(?:iphone|ipad|android).{0,20}(?:から送信|发送|傳送)/i,
  /^(?:從我的|从我的|发自我的|發自我的|由我的).{0,40}$/,
  /^.{0,30}から送信(?:されました)?$/,
  /^나의 .{1,30}에서 보냄$/,
]

/** "Sent from my iPhone" and its like, on a line of its own. */
export function isDevice(line: string): boolean {
  const bare = line
    .trim()
    .replace(/^[<([*_]+/, '')
    .replace(/[>)\]*_.]+$/, (end) => (end.includes(']') ? end : ''))
  if (bare.length > 160) return false
  return devices.some((device) => device.test(bare))
}
