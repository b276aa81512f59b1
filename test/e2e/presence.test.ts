import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
let mia: Page
let sofia: Page
beforeAll(async () => {
  centre = await openCentre()
  mia = await centre.agent(centre.mia, { path: '/inbox/mine' })
  sofia = await centre.agent(centre.supervisor, { path: '/supervision' })
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

const own = () => mia.getByRole('button', { name: /^Your state/ })
const onFloor = () =>
  sofia.getByRole('table', { name: 'Agents', exact: true }).getByRole('row').filter({ hasText: 'Mia Krause' })

it('an agent says what they do, and the supervisor sees it and for how long', async () => {
  await own().getByText('Available').waitFor()
  await own().click()
  await mia.getByRole('menuitem', { name: 'Lunch' }).click()
  await own().getByText('Lunch').waitFor()
  await onFloor().getByText('Lunch').waitFor()
  await onFloor()
    .getByText(/^0:0\d$/)
    .waitFor()
})

it('a supervisor sets it with a word, which the agent is told with the name of who said it', async () => {
  await onFloor().getByRole('button', { name: 'Set the state of Mia Krause' }).click()
  const dialog = sofia.getByRole('dialog', { name: 'Set the state of Mia Krause' })
  await dialog.getByLabel('State').selectOption({ label: 'Available' })
  await dialog.getByLabel('A word to them').fill('We need you now')
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await mia.getByText('Sofia Lind set you to “Available”: We need you now').waitFor()
  await own().getByText('Available').waitFor()
  await onFloor().getByText('Available').waitFor()
})

it('who lets an offer time out is asked nothing, is told so, and comes back with one click', async () => {
  const boss = await centre.hub.agent({ role: 'administrator' })
  const { agents } = (await boss.gql('{ agents { id name } }')).data as { agents: { id: string; name: string }[] }
  const members = agents.filter(({ name }) => /Mia/.test(name)).map(({ id }) => ({ agentId: id }))
  const { brandId, channelId } = centre.hub
  const about = { name: 'Sales', brandId, routed: true, agents: members, channelIds: [channelId] }
  await boss.mutate('createQueue', {
    ...about,
    offerTimeoutSeconds: 5,
    declineSeconds: 5,
    wrapUpSeconds: 600,
    dispositions: ['Solved', 'Refunded'],
  })
  await customerWrites(centre.hub.services, centre.hub)('visitor-1', 'Is anybody there?')
  const asked = mia.getByRole('dialog', { name: 'Incoming conversation' })
  await asked.waitFor()
  await mia.getByText('nothing is offered to you').waitFor({ timeout: 10_000 })
  await asked.waitFor({ state: 'detached' })
  await onFloor().getByText('Not responding').waitFor()
  expect(await flawsIn(mia, 'nav')).toEqual([])
  await mia.getByRole('button', { name: 'I am back' }).click()
  await own().getByText('Available').waitFor()
  await asked.getByRole('button', { name: 'Accept' }).click({ timeout: 10_000 })
  await onFloor().getByText('Busy').waitFor()
  await onFloor().getByText('25 / 100').waitFor()
})

it('and has time to finish after closing it, says what came of it, and is free again when done', async () => {
  await mia.getByRole('button', { name: 'Close', exact: true }).first().click()
  await mia.getByText(/^Wrap-up of the conversation with/).waitFor()
  await onFloor().getByText('Wrap-up').waitFor()
  await mia.getByRole('combobox', { name: 'What came of it?' }).selectOption('Refunded')
  expect(await flawsIn(mia, 'body')).toEqual([])
  await mia.getByRole('button', { name: 'Done' }).click()
  await own().getByText('Available').waitFor()
  const found = await centre.hub.services.db.prisma.conversation.findFirst({ where: { disposition: 'Refunded' } })
  expect(found?.status).toBe('closed')
})

it('who chooses wrap-up themselves is shown nothing to finish', async () => {
  await own().click()
  await mia.getByRole('menuitem', { name: 'Wrap-up' }).click()
  await own().getByText('Wrap-up').waitFor()
  await onFloor().getByText('Wrap-up').waitFor()
  expect(await mia.getByText(/^Wrap-up of the conversation with/).count()).toBe(0)
})
