import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

it('a supervisor promises an answer, is told what is wrong with it, and agents see the time run and the answer count', async () => {
  const boss = await centre.agent(centre.supervisor, { path: '/settings/sla' })
  await boss.getByRole('button', { name: 'Add a policy' }).click()
  await boss.getByRole('textbox', { name: 'What this policy is called' }).fill('Everybody')
  const form = boss.getByRole('region', { name: 'Everybody' })
  await form.getByRole('textbox', { name: 'First answer within' }).fill('soon')
  await boss.getByRole('button', { name: 'Save' }).click()
  await form.getByText('This must be between a minute and a year.').waitFor()
  await form.getByRole('textbox', { name: 'First answer within' }).fill('30')
  await form.getByRole('combobox', { name: 'Unit of “First answer within”' }).selectOption({ label: 'minutes' })
  await boss.getByRole('button', { name: 'Save' }).click()
  await boss.getByText('Saved', { exact: true }).waitFor()

  await customerWrites(centre.hub.services, centre.hub)('visitor-1', 'Where is my parcel?')
  const page = await centre.agent(centre.mia, { path: '/inbox/unassigned' })
  const inbox = inboxOf(page)
  const row = inbox.row('Where is my parcel?')
  await expect.poll(() => row.innerText()).toMatch(/First answer: time left\s*29 min/)
  await row.click()
  const panel = page.locator('section', { has: page.getByRole('button', { name: 'Service level' }) })
  await expect.poll(() => panel.innerText()).toMatch(/First answer\s+Due/)
  await answer(page, 'On its way!')
  await expect.poll(() => panel.innerText()).toMatch(/First answer\s+In time/)
})
