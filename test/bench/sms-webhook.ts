import type { Texts } from './clients/texts.ts'
import type { Bench } from './measure/bench.ts'
import { connectChannel } from './measure/carried.ts'
import { type Child, startChild } from './measure/children.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { percentile } from './measure/numbers.ts'
import { compared } from './measure/result.ts'

const [each, seconds, warmUpSeconds] = [200, 15, 5]
const publicUrl = 'https://desk.example.test'
const number = '+15550000001'
const [accountId, authToken] = [`AC${'0'.repeat(32)}`, 'a token of the measured account']

/** How long the telephone company waits until the hub has a text, while it is slow itself. */
export const smsWebhook: Bench = {
  names: ['sms.webhook.p99'],
  async run(place) {
    const url = await place.database()
    await fill(url, { conversations: 50_000, messagesEach: 2, agents: 20 })
    const provider = await startChild(place, 'servers/slow-provider.ts')
    const media = await provider.ask<string>('url')
    const settings = { baseUrl: media, accountId, number }
    const channel = await connectChannel(url, { kind: 'sms', settings, secrets: { authToken } })
    const hub = await startBenchHub(place, url, { ALLOW_PRIVATE_HOSTS: 'true', PUBLIC_URL: publicUrl })
    const bare = await startChild(place, 'servers/bare-webhook.ts')
    await bare.ask('use', { url, channelId: channel.id })
    const clients = await startChild(place, 'clients/texts.ts')
    const texts = {
      path: `/webhooks/sms/${channel.publicKey}`,
      publicUrl,
      authToken,
      accountId,
      to: number,
      media,
      each,
    }
    const found = await measured(clients, {
      hub: { ...texts, address: hub.address },
      bare: { ...texts, address: await bare.ask<string>('address') },
    })
    await Promise.all([clients, hub, bare, provider].map((child) => child.end()))
    await place.drop(url)
    const p50 = (times: number[]) => `p50 ${percentile(times, 0.5).toFixed(1)} ms`
    const how =
      `${each} signed texts a second for ${seconds} s over HTTP, one in twenty with a picture, while the provider takes 20 s for every ` +
      `answer (${p50(found.hub)}); 50000 conversations in the tables; the reference commits one row by pg and answers (${p50(found.bare)})`
    const goal = { of: 'value', limit: 'at most', than: 50 } as const
    return [
      compared(
        { name: 'sms.webhook.p99', value: percentile(found.hub, 0.99), unit: 'ms', goal, how },
        { name: 'a bare server with one INSERT, p99', value: percentile(found.bare, 0.99) },
      ),
    ]
  },
}

type Posted = Omit<Texts, 'count'>

/** Both in turns of some seconds, after each has warmed up. */
async function measured(clients: Child, { hub, bare }: { hub: Posted; bare: Posted }) {
  const found = { hub: [] as number[], bare: [] as number[] }
  const pace = (texts: Posted) =>
    clients.ask<number[]>('pace', { ...texts, count: each * warmUpSeconds } satisfies Texts)
  await pace(hub)
  await pace(bare)
  for (let done = 0; done < seconds; done += warmUpSeconds) {
    found.hub.push(...(await pace(hub)))
    found.bare.push(...(await pace(bare)))
  }
  return found
}
