import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { AppError, ChannelUnavailableError, TooLargeError } from '../../errors.ts'
import { retryAfterOf } from '../../platform/retry-after.ts'
import { publicLookup } from '../../platform/private-hosts.ts'
import type { Provider } from './provider.ts'

/** A file that is not fetched, however often one tries. */
export class MediaRefusedError extends AppError {
  override readonly code = 'media_refused'
  override readonly status = 422
}

/** Where providers send us on to: their stores. Nobody else's hosts are asked. */
const stores = /^(mms|media|media-[a-z0-9-]+)\.twiliocdn\.com$|^s3-external-1\.amazonaws\.com$|^files\.signalwire\.com$/
const mostRedirects = 3
/** The longest file in bytes, and how long one may take in ms. */
const largest = 20_000_000
const longest = 30_000

/**
 * A file of a text, from the provider's host only, and from the stores it sends us on to: the address came from outside,
 * and what stands in it must not make the hub read its own network. Credentials go to the provider alone.
 * @throws MediaRefusedError, TooLargeError, ChannelUnavailableError.
 */
export async function* fetchMedia(address: string, provider: Provider): AsyncGenerator<Uint8Array> {
  const signal = AbortSignal.timeout(longest)
  const answer = await follow(address, provider, signal)
  let size = 0
  try {
    for await (const chunk of answer) {
      size += (chunk as Buffer).length
      if (size > largest) throw tooLarge()
      yield chunk as Buffer
    }
  } catch (error) {
    throw error instanceof AppError ? error : new ChannelUnavailableError('it could not be fetched to its end.')
  } finally {
    answer.destroy()
  }
}

async function follow(address: string, provider: Provider, signal: AbortSignal): Promise<IncomingMessage> {
  let url = parse(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await ask(url, provider, signal)
    const { statusCode = 0, headers } = answer
    if (statusCode === 200) {
      if (Number(headers['content-length'] ?? 0) <= largest) return answer
      answer.destroy()
      throw tooLarge()
    }
    answer.destroy()
    if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location)
      throw refused(statusCode, headers['retry-after'])
    url = parse(headers.location, url)
  }
  throw new MediaRefusedError('the provider sent us from one address to the next.')
}

async function ask(
  url: URL,
  { settings, secrets, allowPrivateHosts }: Provider,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const base = new URL(settings.baseUrl)
  const own = url.origin === base.origin
  if (!own && !(url.protocol === 'https:' && stores.test(url.hostname))) {
    throw new MediaRefusedError(`it lies at ${url.hostname}, which is not the provider's.`)
  }
  // Only the base address itself may be private, where that is allowed.
  const guard = own && allowPrivateHosts ? {} : { lookup: publicLookup }
  const auth = own ? { auth: `${secrets.user ?? settings.accountId}:${secrets.authToken}` } : {}
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const get = url.protocol === 'https:' ? getHttps : getHttp
  get(url, { ...guard, ...auth, signal }, resolve).on('error', reject)
  return promise.catch(() => {
    throw new ChannelUnavailableError('the provider did not hand it out.')
  })
}

function refused(status: number, wait: string | undefined): AppError {
  if (status === 429 || status >= 500) {
    const retryAfter = retryAfterOf(wait, new Date())
    return new ChannelUnavailableError(`the provider answered ${status}.`, { retryAfter })
  }
  return new MediaRefusedError(`the provider does not hand it out (${status}).`)
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new MediaRefusedError('its address cannot be read.')
  return new URL(address, base)
}

const tooLarge = () => new TooLargeError('media', 'it is too large.')
