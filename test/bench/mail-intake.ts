import { simpleParser } from 'mailparser'
import { createAdapters } from '../../server/src/adapters.ts'
import { deskOf, startCarriers } from '../../server/src/carriers.ts'
import { carriedChannel } from '../../server/src/channels/carried-config.ts'
import { readMail } from '../../server/src/channels/email/read/read-mail.ts'
import { readEnv } from '../../server/src/env.ts'
import { createReceive } from '../../server/src/intake/receive.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { startServices } from '../../server/src/services.ts'
import type { Bench } from './measure/bench.ts'
import { connectChannel, untilDone } from './measure/carried.ts'
import { corpusMails } from './measure/corpus.ts'
import { fill } from './measure/fill.ts'
import { mixedMails } from './measure/mixed-mails.ts'
import { median } from './measure/numbers.ts'
import type { Place } from './measure/place.ts'
import { compared } from './measure/result.ts'
import { inTurns } from './measure/rounds.ts'
import { benchKey } from './measure/sign-in.ts'

const [mails, rounds] = [500, 3]
/** How many are kept at the same moment, as webhooks and several mailboxes bring them. */
const atOnce = 8
const address = 'support@hub.test'

/** Mails a second through keeping, understanding and storing, beside mailparser alone on the same mails. */
export const mailIntake: Bench = {
  names: ['mail.intake', 'mail.read'],
  async run(place) {
    const url = await place.database()
    await fill(url, { conversations: 50_000, messagesEach: 2, agents: 20 })
    const hub = await mailHub(place, url)
    const corpus = corpusMails()
    let raws: Buffer[] = []
    const found = await inTurns(rounds, {
      mailparser: () => {
        // Made anew for each round, before any is measured.
        raws = [...mixedMails(mails, address), ...corpus]
        return each(raws, 1, (raw) => simpleParser(raw))
      },
      read: () => each(raws, 1, understood),
      hub: () => hub.take(raws),
    })
    await hub.stop()
    await place.drop(url)
    const bytes = raws.reduce((sum, raw) => sum + raw.length, 0) / 1e6
    const how =
      `${raws.length} mails (${mails} made for it, ${corpus.length} of the corpus; ${bytes.toFixed(1)} MB); ` +
      `median of ${rounds} rounds in turns with mailparser's simpleParser, one mail after the other, which stores nothing`
    const figure = (name: string, values: number[], more: string) =>
      compared(
        // At most two and a half times its time.
        {
          name,
          value: median(values),
          unit: 'mails/s',
          goal: { of: 'ratio', limit: 'at least', than: 0.4 },
          how: how + more,
        },
        { name: 'mailparser alone', value: median(found.mailparser) },
      )
    const whole = `; in process, ${atOnce} kept at once, then understood and stored with their files; fsync and synchronous_commit on`
    return [
      figure('mail.intake', found.hub, whole),
      figure(
        'mail.read',
        found.read,
        '; understood with sanitised HTML and the new words told from the old, one after the other',
      ),
    ]
  },
}

/** The understanding alone: files are read to their end and kept nowhere. */
async function understood(raw: Buffer) {
  const keepFile = async ({ content }: { content: AsyncIterable<Uint8Array> }) => {
    for await (const _ of content) continue
    return newId()
  }
  await readMail({ size: raw.length, open: async () => bytesOf(raw) }, { keepFile, ownAddresses: [address] })
}

/** Does so many at once; how many a second that was. What cannot be done counts as well: it was looked at. */
async function each(raws: Buffer[], workers: number, work: (raw: Buffer) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  const left = raws.values()
  const worker = async () => {
    for (const raw of left) await work(raw).catch(() => {})
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return (raws.length * 1000) / (performance.now() - began)
}

/** The hub's way of a mail in this process, from the desk on. */
async function mailHub(place: Place, url: string) {
  const settings = { address, smtp: { host: '127.0.0.1', port: 25, security: 'none' } }
  const { id } = await connectChannel(url, { kind: 'email', settings, secrets: {} })
  const services = await startServices(
    readEnv({
      DATABASE_URL: url,
      DATA_DIR: place.folder(),
      NODE_ENV: 'production',
      LOG_LEVEL: 'fatal',
      SECRET_KEY: benchKey,
    }),
  )
  const carriers = startCarriers(services, createReceive(services), [createAdapters(services).email])
  const end = place.ends.add(async () => {
    await carriers.stop()
    await services.stop()
  })
  const channel = await carriedChannel(services, id)
  if (!channel) throw new Error('the channel is not there')
  const desk = deskOf(services)
  let taken = 0
  return {
    stop: end,
    /** Mails a second from the first that is kept to the last that is stored. */
    async take(raws: Buffer[]) {
      const began = performance.now()
      await each(raws, atOnce, (raw) => desk.keep(channel, { externalId: newId(), raw: bytesOf(raw) }))
      taken += raws.length
      await untilDone(url, channel, taken)
      return (raws.length * 1000) / (performance.now() - began)
    },
  }
}

/** In pieces, as a connection brings them. */
async function* bytesOf(raw: Buffer) {
  for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536)
}
