import type { CarriedConfig, Outgoing } from '../carried.ts'
import { plusAddress } from './plus-address.ts'
import { readEmailSettings } from './settings.ts'

/**
 * Whom the mail goes to, and where reports about it come back to: an address that says which conversation it was. What the
 * hub wrote itself has no sender at all, so that no machine answers it.
 */
export function envelopeOf(channel: CarriedConfig, outgoing: Outgoing) {
  const { address, plusAddressing } = readEmailSettings(channel.settings)
  const { to, cc, bcc, automatic } = outgoing
  const sender = plusAddressing ? plusAddress(address, 'b', outgoing.token) : address
  return {
    from: automatic ? (false as const) : sender,
    to: [...new Set([...to, ...cc, ...bcc].map((mailbox) => mailbox.address))],
    size: leastSize(outgoing),
  }
}

/** Servers refuse what is over their limit by this number, before any of it is sent: files grow by a third. */
function leastSize({ body, html, files }: Outgoing): number {
  const text = body.length + (html?.length ?? 0)
  return Math.ceil(files.reduce((sum, file) => sum + (file.size * 4) / 3, text))
}
