/** What the provider's codes mean to an agent, from Twilio's list of errors; compatible providers use the same. */
const words: Record<string, string> = {
  11200: 'The provider could not fetch a file of this message from the hub.',
  12300: 'The provider cannot send files of this kind.',
  20003: 'The provider did not accept the credentials of this channel. An administrator has to renew them.',
  20404: 'The provider does not know this account or message.',
  21211: 'This is not a telephone number that can be texted.',
  21217: 'This is not a telephone number that can be texted.',
  21408: 'The account is not allowed to text to this country. An administrator can allow it at the provider.',
  21602: 'The message is empty.',
  21606: 'The number of this channel cannot send texts, or does not belong to the account.',
  21608: 'A trial account can only text numbers that were verified at the provider.',
  21609: 'The provider cannot report to this hub: PUBLIC_URL must be its address on the internet.',
  21610: 'They have opted out of texts from this number by answering STOP.',
  21611: 'The number of this channel has too many texts waiting.',
  21612: 'The number of this channel cannot send texts to this number.',
  21614: 'This is not a mobile number.',
  21617: 'The message is too long: at most 1,600 characters are possible.',
  21620: 'The provider could not use the address of a file.',
  21623: 'The message has too many files: at most ten are possible.',
  21659: 'The number of this channel does not belong to the account.',
  21660: 'The number of this channel does not belong to the account.',
  30001: 'Too many texts were waiting at the provider, so this one was dropped.',
  30002: 'The account is suspended. An administrator has to speak with the provider.',
  30003: 'The phone cannot be reached: it is switched off, abroad without service, or the number is not in use.',
  30004: 'The phone, or its network, blocks texts from this number.',
  30005: 'The number is unknown or no longer in use.',
  30006: 'This is a landline, or its network takes no texts.',
  30007: 'The network held the text back as unwanted.',
  30008: 'The network did not deliver the text and does not say why.',
  30009: 'A part of the message was lost on its way.',
  30010: 'The text costs more than the account allows.',
  30011: 'Pictures cannot be sent to this number.',
  30017: 'The network is overloaded.',
  30019: 'A file is too large for the network.',
  30022: 'More texts were sent than the network allows for this number in this time.',
  30023: 'The network takes no more texts from this brand today.',
  30024: 'The network does not take texts from this sender.',
  30032: 'The toll-free number of this channel is not verified yet.',
  30034: 'The number of this channel is not registered for texts to the United States.',
  30036: 'The text waited longer than it was allowed to.',
  30038: 'The network takes no one-time codes from this sender.',
  30410: 'The network gave no answer in time.',
  30450: 'The provider held the text back because it looked like fraud.',
}

const badAddresses = new Set(['21211', '21217', '21614', '30003', '30005', '30006'])

/** A code in words for an agent; what the provider said stands in for codes that nobody has described. */
export function describe(code: string | null, said: string | null): string {
  const known = code === null ? undefined : words[code]
  if (known) return known
  const reason = said?.trim().replace(/\.$/, '') || 'no reason was given'
  return `The provider refused the message: ${reason}${code === null ? '' : ` (${code})`}.`
}

/** Whether nothing will ever arrive there. */
export const isBadAddress = (code: string | null): boolean => code !== null && badAddresses.has(code)

/** Whether they have opted out at the provider. */
export const isOptOut = (code: string | null): boolean => code === '21610'
