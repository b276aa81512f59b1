/**
 * The address people write to on a channel: a mailbox's, a number; empty where there is none. Its adapter checked it when
 * the settings were saved.
 */
export function addressOf({ settings }: { settings: unknown }): string {
  const { address, number } = (settings ?? {}) as { address?: unknown; number?: unknown }
  return typeof address === 'string' ? address.toLowerCase() : typeof number === 'string' ? number : ''
}

const forms = {
  email: /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,255}$/,
  phone: /^\+[1-9]\d{4,14}$/,
} as const

/** Whether a message can be sent there: to a mail address, or to a number with + and the code of its country. */
export const isAddress = (kind: keyof typeof forms, value: string): boolean => forms[kind].test(value)

/** An address without what stands between a plus and the @: it reaches the same mailbox. */
export const bareAddress = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

const nobody =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|noreply|donotreply|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre)(?:[+\-_.].*)?@/i
const daemons =
  /^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|mail[-_.]?delivery|maildelivery|mail[-_.]?system|bounces?|smtp[-_.]?daemon|system[-_.]administrator)(?:[+\-=.].*)?@/i

/** Whether an address says itself that nobody reads what is sent to it. */
export const takesNoAnswers = (address: string): boolean => nobody.test(address)

/** Whether an address is one that mail servers write from, to say what became of a mail. */
export const isDaemonAddress = (address: string): boolean => daemons.test(address)
