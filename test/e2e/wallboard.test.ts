import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { customerWrites } from '../support/customer.ts'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

it('a supervisor makes a board, and a screen without anybody signed in shows a wait grow amber and red, until it is taken back', async () => {
  const boss = await centre.agent(centre.supervisor, { path: '/settings/wallboards' })
  await boss.getByRole('button', { name: 'New board' }).click()
  const form = boss.getByRole('dialog', { name: 'New board' })
  await form.getByLabel('Name').fill('Hall')
  await form.getByLabel('Amber after (seconds)').fill('3')
  await form.getByLabel('Red after (seconds)').fill('5')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.waitFor({ state: 'detached' })
  const link = await boss.getByText(/\/wall\//).innerText()

  const screen = await (
    await boss
      .context()
      .browser()!
      .newContext({ viewport: { width: 1600, height: 900 } })
  ).newPage()
  await screen.goto(centre.hub.url + new URL(link).pathname)
  const queue = screen.getByRole('listitem').filter({ hasText: 'General' })
  await queue.getByText('0', { exact: true }).first().waitFor()
  await customerWrites(centre.hub.services, centre.hub)(newId(), 'Hello?')
  await queue.getByText(/^0:0\d$/).waitFor()
  const look = () => queue.getAttribute('class')
  await expect.poll(look, { timeout: 8000 }).toContain('bg-warning-soft')
  await expect.poll(look, { timeout: 8000 }).toContain('bg-danger')
  expect(await flawsIn(screen, 'main')).toEqual([])

  await boss.getByRole('button', { name: 'New link for Hall' }).click()
  await boss.getByRole('button', { name: 'Make a new link' }).click()
  await screen.getByText('This link shows nothing any more.').waitFor()
  await screen.context().close()
})
