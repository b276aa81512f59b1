import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ChannelUnavailableError } from '../../errors.ts'
import { isPrivateAddress } from '../../platform/private-hosts.ts'
import type { MailServer } from './settings.ts'

/** Where a server is to be reached: connect to `address`, and let it prove that it is `servername`. */
export interface Reached {
  address: string
  /** Undefined for a server that is known by its number alone. */
  servername: string | undefined
}

/**
 * Looks a server's name up and refuses private addresses. Whoever connects uses the address found here, so that a name
 * cannot point elsewhere a moment later.
 * @throws ChannelUnavailableError in words.
 */
export async function reach(host: string, allowPrivateHosts: boolean): Promise<Reached> {
  const found = await addressesOf(host)
  const allowed = allowPrivateHosts ? found : found.filter((address) => !isPrivateAddress(address))
  const [address] = allowed
  if (address) return { address, servername: isIP(host) ? undefined : host }
  throw new ChannelUnavailableError(
    `${host} is at ${found.join(', ')}, inside a private network. Give a server on the internet, or let the hub use private ones.`,
  )
}

/** As `reach`, for a mail server. @throws ChannelUnavailableError also where passwords would cross the internet unencrypted. */
export async function reachMailServer(server: MailServer, allowPrivateHosts: boolean): Promise<Reached> {
  if (server.security === 'none' && !allowPrivateHosts) {
    throw new ChannelUnavailableError('Mail servers on the internet are spoken to encrypted: choose tls or starttls.')
  }
  return reach(server.host, allowPrivateHosts)
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host]
  try {
    const found = await lookup(host, { all: true })
    return found.map(({ address }) => address)
  } catch (error) {
    const unknown = (error as NodeJS.ErrnoException).code === 'ENOTFOUND'
    throw new ChannelUnavailableError(
      unknown
        ? `There is no server named ${host}. Check the name.`
        : `The name ${host} could not be looked up just now.`,
      { cause: error },
    )
  }
}
