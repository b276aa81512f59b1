import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
  await customerWrites(centre.hub.services, centre.hub)('visitor-1', 'I want to send something back')
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

it('a supervisor makes a queue for returns, and an agent moves a conversation there and takes it back', async () => {
  const boss = await centre.agent(centre.supervisor, { path: '/settings/queues' })
  await boss.getByRole('button', { name: 'New queue' }).click()
  await boss.getByRole('textbox', { name: 'Name' }).fill('Returns')
  await boss.getByRole('button', { name: 'Save' }).click()
  await boss.getByText('Nobody would work this queue').waitFor()
  await boss.getByRole('button', { name: 'People' }).click()
  await boss.getByRole('option', { name: 'Jonas Weber' }).click()
  await boss.keyboard.press('Escape')
  await boss.getByRole('combobox', { name: 'Proficiency of Jonas Weber' }).selectOption('4')
  await boss.getByLabel('Answered within (seconds)').fill('60')
  await boss.getByRole('button', { name: 'Save' }).click()
  await boss.getByRole('heading', { level: 1, name: 'Returns' }).waitFor()

  const page = await centre.agent(centre.mia, { path: '/inbox/unassigned' })
  const inbox = inboxOf(page)
  await inbox.row('I want to send something back').click()
  await page.getByText('Shop · General').waitFor()
  await page.getByRole('button', { name: /^Assign:/ }).click()
  await page.getByRole('option', { name: /^Returns/ }).click()
  await page.getByText('Moved to Returns').waitFor()
  await page.getByText('Shop · Returns').waitFor()

  await boss.goto(`${centre.hub.url}/settings/queues`)
  const line = boss.getByRole('listitem').filter({ hasText: 'Returns' })
  await expect.poll(() => line.textContent()).toContain('one waits')
  await expect.poll(() => line.textContent()).toContain('80 % within 1 minute')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Shop · General').waitFor()
})
