import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
let page: Page
let mia: AgentClient
beforeAll(async () => {
  centre = await openCentre()
  mia = await centre.hub.agent({ name: 'Mia' })
  page = await centre.agent(centre.supervisor, { path: '/supervision' })
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

const card = () => page.getByRole('listitem').filter({ hasText: 'General' })
const fact = (name: string) => card().locator('dl > div').filter({ hasText: name }).locator('dd').first()

it('a supervisor sees a customer come, wait and be answered as it happens, and what service level that makes', async () => {
  await card().getByText('nobody waits').waitFor()
  const write = customerWrites(centre.hub.services, centre.hub)
  const [first] = [await write(newId(), 'Hello?'), await write(newId(), 'Hello?')]
  await card().getByText('2 wait').waitFor()
  await expect.poll(() => fact('Came').innerText()).toBe('2')
  await mia.mutate('reply', { conversationId: first.conversationId, clientId: newId(), body: 'Hello!' })
  await card().getByText('1 waits').waitFor()
  await expect.poll(() => fact('Answered').innerText()).toBe('1')
  await card().getByText('100%').first().waitFor()
})

it('and that the agent has it now, and who is connected', async () => {
  const row = (name: string) =>
    page.getByRole('table', { name: 'Agents', exact: true }).getByRole('row').filter({ hasText: name })
  await expect.poll(() => row('Mia').first().innerText()).toMatch(/Mia/)
  await row('Sofia Lind').getByText('Available').waitFor()
  await row('Jonas Weber').getByText('Offline').waitFor()
})

it('they read how each figure is made, by keyboard, and take the day along as a file', async () => {
  await card()
    .getByRole('button', { name: /^General/ })
    .press('Enter')
  await card().getByText('answered in time / (answered + left, short waits not counted)').waitFor()
  await card().getByRole('table', { name: 'By quarters of an hour' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const [names, line] = readFileSync(await (await download).path(), 'utf8').split('\r\n')
  expect(names).toMatch(/^brand,queue,start,offered,answered,/)
  expect(line).toMatch(/^Nordlicht,General,[^,]+,2,1,1,0,0,0,0,0,1,SL6,120,100$/)
})

it('a day in the past stands still, and one on which nobody came says so', async () => {
  await page.getByLabel('Day').fill('2026-01-05')
  await expect.poll(() => fact('Came').innerText()).toBe('0')
  await card().getByText('Nobody came on this day.').waitFor()
  expect(await card().getByText('1 waits').count()).toBe(0)
})

it('an agent is not offered it', async () => {
  const agent = await centre.agent(centre.mia)
  await agent.getByRole('link', { name: 'Contacts' }).waitFor()
  expect(await agent.getByRole('link', { name: 'Supervision' }).count()).toBe(0)
})

it('they see what lies on her desk and why others wait, read along unseen, and join', async () => {
  const { conversationId } = await customerWrites(centre.hub.services, centre.hub)(newId(), 'Is anybody there?')
  await mia.mutate('assignConversation', { conversationId, agentId: mia.id })
  await page.goto(`${centre.hub.url}/supervision`)
  await page.getByRole('button', { name: 'Why?' }).click()
  await page.getByText('Agents take conversations from this queue themselves').waitFor()
  await page.getByRole('button', { name: 'The desk of Mia', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: 'Is anybody there?' })
    .getByRole('link', { name: /^Read along with/ })
    .click()
  await page.getByText('You read along: nobody sees it').waitFor()
  await page.getByRole('log').getByText('Is anybody there?').waitFor()
  const where = { id: conversationId }
  expect(await centre.hub.services.db.prisma.conversation.findUnique({ where })).toMatchObject({ unreadCount: 1 })
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByText('Sofia Lind joined to help').waitFor()
  await page.goto(`${centre.hub.url}/settings/audit`)
  const entry = page.getByRole('row').filter({ hasText: 'Sofia Lind' })
  await entry.getByText('Mia', { exact: true }).waitFor()
})
