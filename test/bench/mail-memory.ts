import type { Bench } from './measure/bench.ts'
import { connectMailbox, untilDone, untilFollowed } from './measure/carried.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { startMailWorld } from './measure/mail-world.ts'
import { mailWithFile, mixedMails } from './measure/mixed-mails.ts'
import { compared } from './measure/result.ts'
import { watchResident } from './measure/resident.ts'

const [bytes, warmUp, times] = [25_000_000, 24, 3]
const from = 'customer@customer.test'

/** The memory that one large mail adds to the hub, from the mail server to the stored file. */
export const mailMemory: Bench = {
  names: ['mail.memory'],
  async run(place) {
    const { world, called } = await startMailWorld(place)
    const url = await place.database()
    await fill(url, { conversations: 1000, messagesEach: 2, agents: 5 })
    const address = world.hubAddress()
    const channel = await connectMailbox(url, world, address)
    const hub = await startBenchHub(place, url, { ALLOW_PRIVATE_HOSTS: 'true' })
    await untilFollowed(url, channel)
    const post = async (raw: Buffer, count: number) => {
      await world.post(raw, from, address)
      await untilDone(url, channel, count)
    }
    const small = mixedMails(warmUp, address)
    for (const [n, raw] of small.entries()) await post(raw, n + 1)
    const before = await hub.ask<number>('memory')
    const added: number[] = []
    for (let n = 1; n <= times; n++) {
      const most = watchResident(hub.pid)
      // As it travels: three quarters of it are the file's own bytes.
      await post(mailWithFile(address, bytes * 0.73), warmUp + n)
      added.push((most() * 1024 - before) / 1e6)
    }
    await hub.end()
    await place.drop(url)
    const how =
      `the most resident memory of the hub's process above what it held at rest after ${warmUp} small mails, while one mail of ` +
      `25 MB with one file came from ${called} to its stored message; the largest of ${times} such mails one after the other (${added
        .map((one) => one.toFixed(0))
        .join(', ')} MB); looked at every 10 ms`
    const goal = { of: 'value', limit: 'at most', than: 30 } as const
    return [compared({ name: 'mail.memory', value: Math.max(...added), unit: 'MB', goal, how })]
  },
}
