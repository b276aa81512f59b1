import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customer, keeper, type NumberOfOurs, startNumber, sweepOnce } from '../support/sms.ts'

let ours: NumberOfOurs
let now: number
beforeEach(async () => {
  now = Date.now()
  const clock = () => new Date(now)
  ours = await startNumber({ now: clock, company: { now: clock } })
})
afterEach(async () => {
  await ours.stop()
})

/** Sweeps once, as the follower does each minute. */
const sweep = () => sweepOnce(ours.sms, ours.channel, ours.desk)
const write = (body: string, media: { contentType: string; content: Buffer }[] = []) =>
  ours.company.text(customer, ours.company.numbers[0] ?? '', body, media)
const minutes = (count: number) => (now += count * 60_000)
const bodies = async () => (await ours.understood()).map(({ message }) => message?.body)

describe('after an outage', () => {
  it('what was missed comes in as if it had never been missed, once', async () => {
    await sweep()
    ours.company.misbehave({ webhooks: 'drop' })
    minutes(5)
    await write('Hello?')
    await write('Look', [{ contentType: 'image/png', content: Buffer.from('a picture') }])
    minutes(120)
    await write('Anybody?')
    minutes(1)
    expect(await sweep()).toEqual({ connected: true, error: null })
    await sweep()
    expect((await bodies()).toSorted()).toEqual(['Anybody?', 'Hello?', 'Look'])
    const [, , first] = ours.desk.items
    const { message } = await ours.sms.understand(ours.channel, first as never, keeper(ours.files))
    expect(message).toMatchObject({ identity: { value: customer, verified: true }, body: 'Hello?' })
    expect(message?.sentAt?.getTime()).toBeLessThan(now - 120 * 60_000)
    expect(ours.files.some(({ content }) => String(content) === 'a picture')).toBe(true)
  })

  it('what came by its webhook is not taken twice, and our own texts are not taken at all', async () => {
    await sweep()
    minutes(1)
    await write('Hello?')
    await write('STOP')
    minutes(1)
    await sweep()
    expect(await bodies()).toEqual(['Hello?', 'STOP'])
    expect(ours.desk.known).toBe(2)
  })

  it('more than a page of texts is gone through to its end', async () => {
    await sweep()
    ours.company.misbehave({ webhooks: 'drop' })
    minutes(1)
    for (let n = 0; n < 450; n++) await write(`text ${n}`)
    minutes(1)
    await sweep()
    expect(ours.desk.items).toHaveLength(450)
  })
})

describe('sweeping', () => {
  it('begins when the number is connected: what was said before is not ours', async () => {
    ours.company.misbehave({ webhooks: 'drop' })
    await write('Long before')
    minutes(60)
    await sweep()
    await sweep()
    expect(await bodies()).toEqual([])
  })

  it('leaves what has just come to its webhook', async () => {
    const patient = await startNumber({ settle: 20_000 })
    patient.desk.positions.set(patient.channel.id, { sweptUntil: new Date().toISOString() })
    patient.company.misbehave({ webhooks: 'drop' })
    await patient.company.text(customer, patient.company.numbers[0] ?? '', 'Just now')
    await sweepOnce(patient.sms, patient.channel, patient.desk)
    expect(patient.desk.items).toEqual([])
    await patient.stop()
  })

  it('does not go on when something could not be kept, and says what is wrong', async () => {
    await sweep()
    ours.company.misbehave({ webhooks: 'drop' })
    minutes(1)
    await write('Hello?')
    minutes(1)
    const { keep } = ours.desk
    ours.desk.keep = () => Promise.reject(new Error('the database is away'))
    expect(await sweep()).toEqual({ connected: false, error: 'Something went wrong on our side (surprise 1).' })
    ours.desk.keep = keep
    minutes(600)
    expect(await sweep()).toEqual({ connected: true, error: null })
    expect(await bodies()).toEqual(['Hello?'])
  })

  it('says when the provider is away or does not know us any more', async () => {
    ours.desk.positions.set(ours.channel.id, { sweptUntil: new Date(now).toISOString() })
    ours.channel.secrets['authToken'] = 'revoked'
    expect(await sweep()).toMatchObject({ connected: false, error: expect.stringMatching(/credentials/) })
    await ours.company.stop()
    expect(await sweep()).toMatchObject({ connected: false, error: expect.stringMatching(/cannot be reached/) })
    ours = await startNumber()
  })
})
