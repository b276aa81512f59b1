import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isPrivateHost, publicLookup } from './private-hosts.ts'

/** How long a receiver may take, in ms. */
const longest = 10_000

/**
 * Sends JSON to an address that a person of the centre entered. It must not make the hub call its own network, so neither
 * private hosts nor names that point there are called, and no redirect is followed.
 * @throws Error when it is not answered with 2xx within 10 s.
 */
export async function postJson(
  address: string,
  body: object,
  { allowPrivateHosts }: { allowPrivateHosts: boolean },
): Promise<void> {
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol)) throw new Error(`${url.protocol} is not called`)
  if (!allowPrivateHosts && isPrivateHost(url)) throw new Error(`${url.hostname} is a private host`)
  const text = JSON.stringify(body)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  await new Promise<void>((done, fail) => {
    const asked = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        signal: AbortSignal.timeout(longest),
        ...(allowPrivateHosts ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        answer.resume()
        const { statusCode = 0 } = answer
        if (statusCode >= 200 && statusCode < 300) done()
        else fail(new Error(`${url.hostname} answered ${statusCode}`))
      },
    )
    asked.on('error', fail)
    asked.end(text)
  })
}
