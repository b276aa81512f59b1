import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

it('a waiting customer is offered to one agent, who declines, then to the other, who accepts and answers', async () => {
  const boss = await centre.hub.agent({ role: 'administrator' })
  const { agents } = (await boss.gql('{ agents { id name } }')).data as { agents: { id: string; name: string }[] }
  const members = agents.filter(({ name }) => /Mia|Jonas/.test(name)).map(({ id }) => ({ agentId: id }))
  const { brandId, channelId } = centre.hub
  const about = { name: 'Sales', brandId, routed: true, agents: members, channelIds: [channelId] }
  await boss.mutate('createQueue', about)
  const pages = [
    await centre.agent(centre.mia, { path: '/inbox/mine' }),
    await centre.agent(centre.jonas, { path: '/contacts' }),
  ]
  await Promise.all(pages.map((page) => page.getByRole('navigation').first().waitFor()))
  await customerWrites(centre.hub.services, centre.hub)('visitor-1', 'Do you have this in blue?')

  const asked = pages.map((page) => page.getByRole('dialog', { name: 'Incoming conversation' }))
  await expect.poll(async () => (await Promise.all(asked.map((one) => one.count()))).join()).toMatch(/^(1,0|0,1)$/)
  const first = (await asked[0]!.count()) ? 0 : 1
  const [one, other] = [asked[first]!, asked[1 - first]!]
  await one.getByText('Do you have this in blue?').waitFor()
  await one.getByText('Shop · Sales').waitFor()
  expect(await flawsIn(pages[first]!, '[role=dialog]')).toEqual([])
  await one.getByRole('button', { name: 'Decline' }).press('Enter')
  await one.waitFor({ state: 'detached' })

  await other.getByRole('button', { name: 'Accept' }).click()
  await other.waitFor({ state: 'detached' })
  const inbox = inboxOf(pages[1 - first]!)
  await inbox.log.getByText('Do you have this in blue?').waitFor()
  await inbox.reply.fill('Yes, and in green.')
  await inbox.reply.press('Enter')
  await inbox.log.getByText('Yes, and in green.').waitFor()
  await pages[1 - first]!.getByRole('button', { name: 'Routing' }).click()
  const story = pages[1 - first]!.getByRole('list', { name: 'Who was asked' })
  await story.getByText(/accepted/).waitFor()
  const lines = await story.getByRole('listitem').allTextContents()
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/accepted.*only one who could take it/s)
  expect(lines[1]).toContain('declined')
})

it('an offer does not take the focus from who is typing', async () => {
  const page = await centre.agent(centre.mia, { path: '/inbox/all' })
  const inbox = inboxOf(page)
  await inbox.rows.first().click()
  await inbox.reply.click()
  await page.keyboard.type('One mom')
  const write = customerWrites(centre.hub.services, centre.hub)
  await write('visitor-2', 'And in red?')
  await page.getByRole('dialog', { name: 'Incoming conversation' }).waitFor()
  await page.keyboard.type('ent')
  expect(await inbox.reply.inputValue()).toBe('One moment')
})
