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

it('a supervisor leads refunds to a queue by a rule, is told where it is wrong, and the next refund comes there', async () => {
  const boss = await centre.agent(centre.supervisor, { path: '/settings/rules' })
  await boss.getByRole('button', { name: 'Add a rule' }).click()
  await boss.getByRole('textbox', { name: 'What this rule is called' }).fill('Refunds')
  const form = boss.getByRole('region', { name: 'Refunds' })
  await form.getByRole('combobox', { name: 'Queue' }).selectOption({ label: 'Returns' })
  await boss.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Choose at least one: this could never match.').waitFor()
  await form.getByRole('textbox', { name: 'Words or phrases' }).fill('money back')
  await boss.keyboard.press('Enter')
  await boss.getByRole('button', { name: 'Save' }).click()
  await boss.getByText('Saved', { exact: true }).waitFor()
  await boss.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' })

  await customerWrites(centre.hub.services, centre.hub)('visitor-2', 'Can I have my money back?')
  const page = await centre.agent(centre.mia, { path: '/inbox/unassigned' })
  await inboxOf(page).row('Can I have my money back?').click()
  await page.getByText('Shop · Returns').waitFor()
  await page.getByRole('button', { name: 'Routing' }).click()
  await page.getByText('The rule “Refunds” led it to its queue.').waitFor()
})
