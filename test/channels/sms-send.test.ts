import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChannelRejectedError, ChannelUncertainError, ChannelUnavailableError } from '../../server/src/errors.ts'
import { configOf, customer, type NumberOfOurs, outgoing, outgoingFile, startNumber } from '../support/sms.ts'
import { serve } from '../support/serve.ts'

let ours: NumberOfOurs
beforeEach(async () => {
  ours = await startNumber()
})
afterEach(() => ours.stop())

const arrived = () => ours.company.messagesOf(customer).map(({ body }) => body)
const send = (...args: Parameters<typeof outgoing>) => ours.sms.send(ours.channel, outgoing(...args))

describe('an answer', () => {
  it('goes out once, and its id is the provider’s', async () => {
    const { providerId, state } = await send('It is ready. Grüße 😀')
    expect(state).toBe('sending')
    const [text, ...more] = ours.company.messagesOf(customer)
    expect(more).toEqual([])
    expect(text).toMatchObject({ sid: providerId, from: ours.company.numbers[0], body: 'It is ready. Grüße 😀' })
  })

  it('takes its pictures along', async () => {
    await send('The way', { files: [outgoingFile(`${ours.url}/map.png`), outgoingFile(`${ours.url}/more.png`)] })
    await ours.company.settled()
    const [text] = ours.company.messagesOf(customer)
    expect(text?.media.map(({ content }) => String(content))).toEqual(['a picture', 'a picture'])
    expect(text?.status).toBe('delivered')
  })

  it('cannot be called off before the provider hears of it, and is then recorded as handed over first', async () => {
    const seen: string[][] = []
    await send('Hello', { committing: async () => void seen.push(arrived()) })
    expect(seen).toEqual([[]])
    await expect(send('Called off', { committing: () => Promise.reject(new Error('called off')) })).rejects.toThrow(
      'called off',
    )
    expect(arrived()).toEqual(['Hello'])
  })

  it('goes to one telephone number, or is refused before anything is recorded', async () => {
    let committed = false
    const committing = async () => void (committed = true)
    const ada = { address: customer, name: null }
    for (const to of [[], [{ address: 'ada@example.com', name: null }], [ada, ada]]) {
      await expect(send('Hello', { to, committing })).rejects.toThrow(ChannelRejectedError)
    }
    expect(committed).toBe(false)
  })
})

describe('an answer that texts cannot carry', () => {
  it('is refused in words before anything is recorded', async () => {
    const committing = () => Promise.reject(new Error('recorded'))
    const file = outgoingFile(`${ours.url}/map.png`)
    const large = {
      files: [
        { ...file, size: 3_000_000 },
        { ...file, size: 2_000_001 },
      ],
      committing,
    }
    await expect(send('Look', large)).rejects.toThrow(/too large for a text: at most 5 MB/)
    const many = { files: Array.from({ length: 11 }, () => file), committing }
    await expect(send('Look', many)).rejects.toThrow('A text can carry at most 10 files.')
  })
})

describe('an answer that the provider refuses', () => {
  it('says why in words, and what follows for the address', async () => {
    await ours.company.text(customer, ours.company.numbers[0] ?? '', 'STOP')
    await expect(send('Hello')).rejects.toMatchObject({
      code: 'channel_rejected',
      message: 'They have opted out of texts from this number by answering STOP.',
      providerCode: '21610',
      optedOut: true,
      badAddress: false,
    })
    ours.company.misbehave({ refuse: { status: 400, code: 21614, message: 'not mobile' } })
    await expect(send('Hello')).rejects.toMatchObject({ message: 'This is not a mobile number.', badAddress: true })
    ours.company.misbehave({ refuse: { status: 400, code: 21999, message: 'Something new.' } })
    await expect(send('Hello')).rejects.toThrow('The provider refused the message: Something new (21999).')
  })

  it('leaves word of what it says of the address, so that nobody writes there again', async () => {
    ours.company.misbehave({ refuse: { status: 400, code: 21610 } })
    const refused = outgoing('Hello')
    await expect(ours.sms.send(ours.channel, refused)).rejects.toThrow()
    await expect(ours.sms.send(ours.channel, refused)).rejects.toThrow()
    expect(await ours.understood()).toMatchObject([
      {
        receipts: [{ providerId: refused.reference, state: 'failed', code: '21610', badAddress: null }],
        consents: [{ identity: { kind: 'phone', value: customer }, state: 'opted_out' }],
      },
    ])
    ours.company.misbehave({ refuse: { status: 400, code: 21614 } })
    await expect(send('Hello')).rejects.toThrow()
    expect((await ours.understood()).at(-1)?.receipts).toMatchObject([{ state: 'failed', badAddress: customer }])
    ours.company.misbehave({ refuse: { status: 400, code: 21617 } })
    await expect(send('Hello')).rejects.toThrow()
    expect(ours.desk.items).toHaveLength(2)
  })

  it('says whom to ask when the credentials are wrong', async () => {
    const wrong = configOf({ ...ours.company, authToken: 'a guess' })
    await expect(ours.sms.send(wrong, outgoing('Hello'))).rejects.toThrow(/credentials.*administrator/)
  })
})

describe('an answer that the provider cannot take now', () => {
  it.each([429, 500, 503])('waits and may be sent again after %i', async (status) => {
    ours.company.misbehave({ refuse: { status, retryAfter: 30, times: 1 } })
    const again = outgoing('Hello')
    const failure = await ours.sms.send(ours.channel, again).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ChannelUnavailableError)
    expect(failure).toMatchObject({ retryAfter: 30, message: expect.stringMatching(/wait 30 seconds/) })
    await ours.sms.send(ours.channel, again)
    expect(arrived()).toEqual(['Hello'])
  })

  it('waits while nobody is there at all', async () => {
    await ours.company.stop()
    await expect(send('Hello')).rejects.toThrow(ChannelUnavailableError)
    ours = await startNumber()
  })
})

describe('an answer of which nobody can say whether it went out', () => {
  it('is uncertain when the provider’s answer never comes', async () => {
    ours.company.misbehave({ silent: 1 })
    await expect(ours.impatient.send(ours.channel, outgoing('Hello'))).rejects.toThrow(ChannelUncertainError)
    expect(arrived()).toEqual(['Hello'])
  })

  it.each([
    ['the line breaks', 0, ''],
    ['a gateway answers for the provider', 504, '<html>'],
    ['the answer makes no sense', 201, '<html>welcome</html>'],
    ['the answer has no id', 201, '{}'],
  ])('is uncertain when %s', async (_what, status, body) => {
    const strange = await serve((req, res) => (status === 0 ? req.socket.destroy() : res.writeHead(status).end(body)))
    const channel = configOf({ ...ours.company, url: strange.url })
    await expect(ours.sms.send(channel, outgoing('Hello'))).rejects.toThrow(ChannelUncertainError)
    await strange.stop()
  })
})

describe('an address of a provider', () => {
  it('must be public and encrypted, unless the hub may speak to its own network', async () => {
    const strict = await startNumber({ allowPrivateHosts: true })
    const { createSmsChannel } = await import('../../server/src/channels/sms/sms.ts')
    const sms = createSmsChannel({ desk: strict.desk, publicUrl: strict.url, report: String, now: () => new Date() })
    for (const url of [
      ours.company.url,
      'https://127.0.0.1',
      'https://10.1.2.3',
      'https://localhost',
      'https://[::1]',
    ]) {
      const refused = sms.send(configOf({ ...ours.company, url }), outgoing('Hello'))
      await expect(refused).rejects.toThrow(ChannelRejectedError)
    }
    await strict.stop()
  })
})
