import { all, type Headers } from '../mime/headers.ts'
import { senderOf } from '../sender.ts'

/** The header by which a hub knows its own mail again; its value is the hub's id. */
export const ownHeader = 'X-Switchboard'

/** Why a mail of our own is put aside, in words; null when it is not ours. Own addresses count with any plus tag. */
export function loopReason(
  headers: Headers,
  ownAddresses: readonly string[],
  instanceId: string | null,
): string | null {
  const signed = all(headers, ownHeader.toLowerCase()).some((value) => value.trim() === instanceId)
  if (instanceId && signed) return 'This hub sent it itself.'
  const sender = senderOf(headers)?.address
  const own = new Set(ownAddresses.map((address) => withoutTag(address.toLowerCase())))
  return sender && own.has(withoutTag(sender)) ? 'It was sent from the mailbox’s own address.' : null
}

const withoutTag = (address: string) => address.replace(/\+[^@]*@/, '@')
