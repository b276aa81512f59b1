import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { lookAtAlerts } from '../../server/src/alerts/watch.ts'
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

it('a supervisor asks to be told when several wait, is told where the rule is wrong, and then of the crowd itself', async () => {
  const page = await centre.agent(centre.supervisor, { path: '/settings/alerts' })
  await page.getByRole('button', { name: 'New alert' }).click()
  const form = page.getByRole('dialog', { name: 'New alert' })
  await form.getByLabel('What this alert is called').fill('Crowd')
  await form.getByLabel('What is watched').selectOption('SERVICE_LEVEL')
  await form.getByLabel('Below (percent)').fill('0')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByText('Service level is never below 0.').waitFor()
  await form.getByLabel('What is watched').selectOption('WAITING')
  await form.getByLabel('More than').fill('1')
  await form.getByLabel('Good for (seconds)').fill('0')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByText('How many wait · more than 1 · Nordlicht').waitFor()

  await page.goto(`${centre.hub.url}/supervision`)
  await page.getByRole('navigation').first().waitFor()
  const write = customerWrites(centre.hub.services, centre.hub)
  const all = [await write(newId(), 'Hello?'), await write(newId(), 'Hello?')]
  await lookAtAlerts(centre.hub.services)
  await page.getByText('Crowd: General').waitFor()
  await page.getByText('General: 2 wait').waitFor()
  expect(await flawsIn(page, 'main')).toEqual([])
  const boss = await centre.hub.agent({ role: 'administrator' })
  for (const { conversationId } of all) await boss.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
  await lookAtAlerts(centre.hub.services)
  await lookAtAlerts(centre.hub.services)
  await page.getByText('Nothing is beyond its threshold.').waitFor()
  await page.getByRole('button', { name: 'one before' }).click()
  await page.getByText('General: at worst 2 wait').waitFor()
})
