/** Mail servers whose settings are known. */
export const presets = ['gmail', 'microsoft', 'fastmail', 'other'] as const
export type Preset = (typeof presets)[number]

export interface ServerDraft {
  host: string
  port: number
  security: string
  user: string
}

/** What a provider decides: its servers, how one signs in, and whether it keeps what is sent. */
export interface Known {
  imap: ServerDraft & { folder: string }
  smtp: ServerDraft
  signIn: 'password' | 'oauth2'
  oauth2: 'google' | 'microsoft' | 'custom'
  saveSent: boolean
}

const domains: [pattern: RegExp, preset: Preset][] = [
  [/^(gmail|googlemail)\.com$/, 'gmail'],
  [/^(outlook|hotmail|live|msn)\.[a-z.]+$|\.onmicrosoft\.com$/, 'microsoft'],
  [/^(fastmail\.(com|fm)|sent\.com)$/, 'fastmail'],
]

/** What stands behind the @ of an address, once it is one. */
export const domainOf = (address: string): string =>
  /@([^\s@]+\.[^\s@.]{2,})$/.exec(address.trim().toLowerCase())?.[1] ?? ''

/** The provider that an address tells by its domain. */
export const presetOf = (address: string): Preset =>
  domains.find(([pattern]) => pattern.test(domainOf(address)))?.[1] ?? 'other'

const tls = (host: string, port: number) => ({ host, port, security: 'tls', user: '' })

/** The settings of a provider; of others, what is usual for the domain. */
export function known(preset: Preset, domain: string): Known {
  const own = domain || 'example.com'
  const [imap, smtp] = {
    gmail: [tls('imap.gmail.com', 993), tls('smtp.gmail.com', 465)],
    microsoft: [tls('outlook.office365.com', 993), { ...tls('smtp.office365.com', 587), security: 'starttls' }],
    fastmail: [tls('imap.fastmail.com', 993), tls('smtp.fastmail.com', 465)],
    other: [tls(domain && `imap.${own}`, 993), tls(domain && `smtp.${own}`, 465)],
  }[preset] as [ServerDraft, ServerDraft]
  return {
    imap: { ...imap, folder: 'INBOX' },
    smtp,
    signIn: preset === 'microsoft' ? 'oauth2' : 'password',
    oauth2: ({ gmail: 'google', microsoft: 'microsoft' } as const)[preset as 'gmail'] ?? 'custom',
    // Google's and Microsoft's servers put sent mail into the sent folder themselves.
    saveSent: preset === 'fastmail' || preset === 'other',
  }
}
