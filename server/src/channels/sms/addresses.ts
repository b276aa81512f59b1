import { isPrivateHost } from '../../platform/private-hosts.ts'

/** Where providers report to. Both are made of the configured public address. */
export interface Webhooks {
  incoming: string
  status: string
}

const path = /^\/webhooks\/sms\/([^/?]+)(\/status)?\/?(\?.*)?$/

/** The addresses of a channel. */
export function webhooksOf(publicUrl: string, { publicKey }: { publicKey: string }): Webhooks {
  const incoming = `${publicUrl.replace(/\/+$/, '')}/webhooks/sms/${encodeURIComponent(publicKey)}`
  return { incoming, status: `${incoming}/status` }
}

/** Whether a provider at `base` can reach an address of ours: one of a private network only from that network. */
export const isReachable = (base: string, ours: string): boolean =>
  !isPrivateHost(new URL(ours)) || isPrivateHost(new URL(base))

/** What a request is for; null when it is not for this kind of channel. */
export function webhookAt(url: string): { publicKey: string; status: boolean } | null {
  const [matched, publicKey = '', status] = path.exec(url) ?? []
  if (matched === undefined || !/^(%[0-9a-f]{2}|[^%])+$/i.test(publicKey)) return null
  return { publicKey: decodeURIComponent(publicKey), status: status !== undefined }
}

/** Whether a request is for this kind of channel at all. */
export const isSmsPath = (url: string): boolean => url.startsWith('/webhooks/sms/')

/** Why credentials must not be sent to this address, in words; null when they may be. */
export function refusalOf(url: URL, allowPrivateHosts: boolean): string | null {
  if (allowPrivateHosts) return null
  if (url.protocol !== 'https:') return 'The address of the API must begin with https://.'
  return isPrivateHost(url) ? 'The address of the API belongs to a private network.' : null
}
