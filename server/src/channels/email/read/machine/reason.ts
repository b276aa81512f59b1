/** Why a mail did not arrive: what the other mail server said, understood. */
export interface Reason {
  /** In words for the agent. */
  words: string
  /** Enhanced status (RFC 3463) when it names something, else the reply of SMTP; null when neither was said. */
  code: string | null
  /** The address itself is wrong: nothing will ever arrive there. */
  badAddress: boolean
}

interface Rule {
  said: RegExp
  codes: RegExp
  words: string
  badAddress: boolean
}

/** The first that fits is taken: what was said before what the code says. */
const rules: Rule[] = [
  {
    said: /(?:mail|in)box (?:is )?(?:full|exceed)|over ?quota|quota (?:exceeded|full)|exceeded (?:storage|its storage|mailbox)|insufficient (?:disk|storage)|full mailbox|disk quota|quotaexceeded|out of (?:disk )?space|storage allocation/i,
    codes: /^[45]\.2\.2$/,
    words: 'Their mailbox is full.',
    badAddress: false,
  },
  {
    said: /(?:message|mail|size) (?:is )?(?:too (?:big|large)|exceeds)|too large|exceeds (?:the )?(?:maximum|size|fixed)|max(?:imum)? message size|sizelimit/i,
    codes: /^[45]\.(?:2\.3|3\.4)$/,
    words: 'The message is too big for their mail server.',
    badAddress: false,
  },
  {
    said: /user[ _-]?unknown|unknown (?:user|recipient|mailbox|e-?mail|address|local)|no such (?:user|recipient|mailbox|address|person|account)|does ?n[o']t exist|(?:user|mailbox|recipient|address|account)(?: \S+)? (?:was )?(?:not found|is unavailable|unavailable|is (?:disabled|inactive|invalid)|disabled|not exist|no longer)|invalid (?:recipient|mailbox|user|address)|recipient (?:address )?(?:rejected: (?:access denied|user|unknown|undeliverable|invalid)|not found|unknown)|no mailbox|doesn't have an? |not a (?:valid|registered)|not listed|not our customer|address (?:does not|unknown|not found)|unrouteable|undeliverable address|bad destination mailbox|couldn't find any mailbox|mailbox_?not_?found|recipnotfound|user doesn't/i,
    codes: /^[45]\.1\.[0136]$|^5\.2\.1$|^5\.1\.10$|^5\.4\.1$/,
    words: 'There is no such address.',
    badAddress: true,
  },
  {
    said: /host (?:or domain )?(?:name )?(?:unknown|not found)|unknown host|domain (?:name )?(?:not found|does not exist|unknown)|couldn't find any host|no such (?:host|domain)|name service error|host name lookup|unable to resolve|no mx|unrouteable mail domain|nullmx|does not accept mail|nxdomain/i,
    codes: /^[45]\.(?:1\.2|1\.10|4\.4)$/,
    words: 'The domain of the address does not exist or takes no mail.',
    badAddress: true,
  },
  {
    said: /spam|blocked|blacklist|blocklist|denylist|reputation|policy|dmarc|\bspf\b|\bdkim\b|virus|content rejected|unsolicited|banned|not authorized|access denied|permission|prohibited|refused to (?:accept|deliver)|rejected/i,
    codes: /^[45]\.7\.\d+$/,
    words: 'Their mail server refused it.',
    badAddress: false,
  },
  {
    said: /expired|timed out|time ?out|connection (?:refused|reset|lost)|too long|no route|unreachable|could not be reached|retry time|greylist|try again|deferred|temporar|not responding|host lookup/i,
    codes: /^4\.\d+\.\d+$|^5\.4\.\d+$/,
    words: 'Their mail server could not be reached.',
    badAddress: false,
  },
]

const longestSaid = 300

/** Understands what was said of a recipient; `status` is the code that a report gives beside it. */
export function reasonFor(said: string, status: string): Reason {
  const text = said.slice(0, 4000)
  const code = codeIn(text, status)
  const enhanced = code?.includes('.') ? code : ''
  const rule = rules.find((one) => one.said.test(text)) ?? rules.find((one) => one.codes.test(enhanced))
  const short = text.replace(/\s+/g, ' ').trim().slice(0, longestSaid)
  const words = rule?.words ?? 'It could not be delivered.'
  return {
    words: short ? `${words} Their mail server said: ${short}` : words,
    code,
    badAddress: rule?.badAddress ?? false,
  }
}

const enhanced = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/g
const reply = /(?<![\d.])[45]\d\d(?=[ \-#]|$)/

/** The code that says most: one with a detail before one without. */
function codeIn(said: string, status: string): string | null {
  const codes = [...(status.match(enhanced) ?? []), ...(said.match(enhanced) ?? [])]
  const telling = codes.find((code) => !code.endsWith('.0')) ?? codes.find((code) => !code.endsWith('.0.0')) ?? codes[0]
  return telling ?? reply.exec(said)?.[0] ?? null
}
