import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSmsChannel } from '../../server/src/channels/sms/sms.ts'
import { startTelephoneCompany, type TelephoneCompany } from '../../server/src/sandbox/telephone/company.ts'
import type { AgentClient } from '../support/agent.ts'
import { memoryDesk } from '../support/carrier-desk.ts'
import { type Hub, startHub } from '../support/hub.ts'

const publicUrl = 'https://hub.example'
const numbers = ['+15557010001', '+15557010011', '+15557010021', '+15557010031', '+15557010041']
let company: TelephoneCompany
let hub: Hub
let administrator: AgentClient
let supervisor: AgentClient
beforeAll(async () => {
  company = await startTelephoneCompany({ numbers })
  const now = () => new Date()
  const sms = createSmsChannel({ desk: memoryDesk([], now), publicUrl, allowPrivateHosts: true, report: String, now })
  hub = await startHub({ env: { PUBLIC_URL: publicUrl }, carriers: [sms] })
  administrator = await hub.agent({ role: 'administrator' })
  supervisor = await hub.agent({ role: 'supervisor' })
})
afterAll(async () => {
  await hub.stop()
  await company.stop()
})

const shown = 'id name sms { number baseUrl accountId signature hasAuthToken hasSecondaryAuthToken hasUser webhookUrl }'
const fields = `channel { ${shown} }`
const account = () => ({ baseUrl: company.url, accountId: company.accountSid })
const secrets = () => ({ authToken: company.authToken })
const input = (number: string) => ({
  name: 'Texts',
  brandId: hub.brandId,
  settings: { ...account(), number },
  secrets: secrets(),
})
const create = async (number: string) => (await administrator.mutate('createSmsChannel', input(number), fields)).channel
const update = (channelId: string, change: object, by = administrator) =>
  by.mutate('updateSmsChannel', { channelId, ...change }, fields)
const list = (given: object, by = administrator) =>
  by.mutate('listSmsNumbers', { ...given }, 'numbers { number texts reportsTo connected }')

describe('the numbers of an account', () => {
  it('are listed before anything is saved, and say which are channels already', async () => {
    const { id } = await create(numbers[0] ?? '')
    expect((await list({ settings: account(), secrets: secrets() })).numbers.slice(0, 2)).toEqual([
      { number: numbers[0], texts: true, reportsTo: null, connected: true },
      { number: numbers[1], texts: true, reportsTo: null, connected: false },
    ])
    expect((await list({ channelId: id })).numbers).toHaveLength(numbers.length)
  })

  it('are not told to others than administrators, nor to a wrong token', async () => {
    expect((await list({ settings: account(), secrets: secrets() }, supervisor)).__typename).toBe('ForbiddenError')
    expect(await list({ settings: account(), secrets: { authToken: 'a guess' } })).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringMatching(/credentials/),
    })
    expect(await list({ settings: account() })).toMatchObject({ field: 'secrets.authToken' })
    expect(await list({ settings: { accountId: '../x' }, secrets: secrets() })).toMatchObject({
      field: 'settings.accountId',
    })
  })
})

describe('a number', () => {
  it('is connected with one click, and says when it drifts', async () => {
    const { id, sms } = await create(numbers[1] ?? '')
    const steps = 'steps { step ok detail }'
    const check = async () => (await administrator.mutate('checkSmsChannel', { channelId: id }, steps)).steps.at(-1)
    expect(await check()).toMatchObject({ step: 'webhook', ok: false, detail: expect.stringMatching(/to nobody/) })
    expect((await supervisor.mutate('connectSmsNumber', { channelId: id })).__typename).toBe('ForbiddenError')
    const connected = await administrator.mutate('connectSmsNumber', { channelId: id }, `${fields} ${steps}`)
    expect(connected.steps.at(-1)).toMatchObject({ step: 'webhook', ok: true })
    const listed = (await list({ channelId: id })).numbers.find((one: { number: string }) => one.number === numbers[1])
    expect(listed.reportsTo).toBe(sms.webhookUrl)
    expect(sms.webhookUrl).toMatch(/^https:\/\/hub\.example\/webhooks\/sms\/[\w-]{16}$/)
    expect(await check()).toMatchObject({ step: 'webhook', ok: true })
  })

  it('that the account has not is refused in words', async () => {
    const { id } = await create('+15557099999')
    expect(await administrator.mutate('connectSmsNumber', { channelId: id })).toMatchObject({
      __typename: 'ConflictError',
      message: 'The account has no number +15557099999.',
    })
  })

  it('is one channel, however often and however it is written', async () => {
    const written = [numbers[2] ?? '', '+1 (555) 701-0021', '+1 555 701 0021']
    const outcomes = await Promise.all(written.map((one) => administrator.mutate('createSmsChannel', input(one))))
    expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'ConflictError',
      'ConflictError',
      'CreateSmsChannelPayload',
    ])
    const { id } = await create(numbers[3] ?? '')
    expect(await update(id, { settings: { number: numbers[2] } })).toMatchObject({ __typename: 'ConflictError' })
  })

  it('is added and changed by administrators, and refused at the field', async () => {
    const one = input(numbers[4] ?? '')
    expect((await supervisor.mutate('createSmsChannel', one)).__typename).toBe('ForbiddenError')
    const refuse = (more: object, field: string) =>
      expect(administrator.mutate('createSmsChannel', { ...one, ...more })).resolves.toMatchObject({ field })
    await refuse({ settings: { ...one.settings, number: '555' } }, 'settings.number')
    await refuse({ settings: account() }, 'settings.number')
    await refuse({ settings: { ...one.settings, baseUrl: 'ftp://x' } }, 'settings.baseUrl')
    await refuse({ secrets: {} }, 'secrets.authToken')
    await refuse({ name: 'x'.repeat(81) }, 'name')
    const { id } = await create(numbers[4] ?? '')
    expect((await update(id, { name: 'x' }, supervisor)).__typename).toBe('ForbiddenError')
    const changed = await update(id, { name: 'Shop', secrets: { secondaryAuthToken: 'next token' } })
    expect(changed.channel).toMatchObject({
      name: 'Shop',
      sms: { number: numbers[4], hasAuthToken: true, hasSecondaryAuthToken: true, hasUser: false },
    })
    const row = await hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify([row, changed])).not.toMatch(new RegExp(`next token|${company.authToken}`))
    expect(await update(id, { secrets: { authToken: '' } })).toMatchObject({ field: 'secrets.authToken' })
  })
})
