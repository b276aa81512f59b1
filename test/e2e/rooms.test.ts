import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

it('an agent calls for help without leaving the conversation, and whom they ask comes with one click', async () => {
  const boss = await centre.agent(centre.supervisor, { path: '/settings/groups' })
  await boss.getByRole('button', { name: 'New group' }).click()
  await boss.getByRole('textbox', { name: 'Name' }).fill('Blue')
  await boss.getByRole('button', { name: 'Senior agent' }).click()
  await boss.getByRole('option', { name: 'Sofia Lind' }).click()
  await boss.getByRole('button', { name: 'Agents', exact: true }).click()
  await boss.getByRole('option', { name: 'Mia' }).click()
  await boss.keyboard.press('Escape')
  await boss.getByRole('button', { name: 'Create' }).click()
  await boss.getByText('Ask Sofia Lind').waitFor()

  await customerWrites(centre.hub.services, centre.hub)('visitor-1', 'I want to speak to a manager')
  const page = await centre.agent(centre.mia, { path: '/inbox/unassigned' })
  await inboxOf(page).row('I want to speak to a manager').click()
  await page.getByRole('button', { name: 'Ask for help' }).click()
  const room = page.getByRole('dialog')
  await room.getByRole('heading', { name: 'Blue' }).waitFor()
  await room.getByRole('textbox').fill('They ask for a manager. May I offer a voucher?')
  await page.keyboard.press('Enter')
  await room.getByText('Needs help').waitFor()

  await boss.getByText('Somebody in Blue needs help').waitFor()
  await boss.getByRole('button', { name: 'Show' }).click()
  await boss.getByRole('button', { name: 'I am coming' }).click()
  await boss.getByText('Sofia Lind helps').waitFor()
  await boss.getByRole('dialog').getByRole('textbox').fill('Yes, up to 20 €.')
  await boss.keyboard.press('Enter')
  await room.getByText('Sofia Lind helps').waitFor()
  await room.getByText('Yes, up to 20 €.').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await boss
    .getByRole('dialog')
    .getByRole('link', { name: /^#\d+ · Visitor/ })
    .click()
  await inboxOf(boss).log.getByText('I want to speak to a manager').waitFor()
})
