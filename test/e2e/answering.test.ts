import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
let owner: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  centre = await openCentre()
  owner = await centre.hub.agent({ role: 'administrator' })
  write = customerWrites(centre.hub.services, centre.hub)
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const close = (conversationId: string) => owner.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })

describe('answering', () => {
  it('goes by the key the agent chose, which the composer tells', async () => {
    const { conversationId } = await write('anna', 'Do you have time?')
    const page = await centre.agent(centre.mia, { path: '/settings/profile' })
    await page.getByRole('radio', { name: 'Ctrl + Enter' }).click()
    await page.getByRole('radio', { name: 'Ctrl + Enter', checked: true }).waitFor()
    await page.goto(`${centre.hub.url}/inbox/all/${conversationId}`)
    await page.getByText('Ctrl + Enter sends, Enter starts a line').waitFor()
    const inbox = inboxOf(page)
    await inbox.reply.fill('First line')
    await inbox.reply.press('Enter')
    await inbox.reply.pressSequentially('second line')
    expect(await inbox.reply.inputValue()).toBe('First line\nsecond line')
    await inbox.reply.press('Control+Enter')
    await inbox.log.getByText('First line second line').waitFor()
    expect(await inbox.reply.inputValue()).toBe('')
  })

  it('says what it does in a closed conversation, and where the customer goes on instead', async () => {
    const { conversationId } = await write('bert', 'The bell is loose')
    await close(conversationId)
    const page = await centre.agent(centre.mia, { path: `/inbox/all/${conversationId}` })
    const inbox = inboxOf(page)
    await page.getByText('This conversation is closed. A reply reopens it.').waitFor()
    await page.keyboard.press('n')
    await page.getByText('This conversation is closed. A note leaves it closed.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('r')
    await answer(page, 'We tighten it')
    await page.getByText('This conversation is closed. A reply reopens it.').waitFor({ state: 'detached' })

    await close(conversationId)
    const next = await write('bert', 'It is loose again')
    await page.getByText(/^The customer already goes on in #\d+/).waitFor()
    await page
      .getByRole('link', { name: /^#\d+$/ })
      .last()
      .click()
    await page.waitForURL(`**/${next.conversationId}`)
    await inbox.log.getByText('It is loose again').waitFor()
  })

  it('begins where a search found the words, however long ago they were said', async () => {
    const { conversationId } = await write('cleo', 'My <i>derailleur</i> squeaks')
    for (let n = 0; n < 120; n++) await write('cleo', `And another thing, number ${n}`)
    const page = await centre.agent(centre.mia, { path: '/inbox/all?q=derail' })
    const inbox = inboxOf(page)
    const row = inbox.row('My <i>derailleur</i> squeaks')
    await row.waitFor()
    expect(await row.locator('mark').allTextContents()).toEqual(['derailleur'])
    await row.click()
    await page.waitForURL(`**/${conversationId}?*`)
    const found = inbox.log.locator('[aria-current=true]')
    await found.waitFor()
    expect(await found.textContent()).toBe('My <i>derailleur</i> squeaks')
    await expect.poll(() => found.evaluate(isOnScreen)).toBe(true)
    // Without the search nothing was found, and no other conversation begins there.
    await page.getByRole('searchbox').fill('')
    await page.waitForURL(({ searchParams }) => !searchParams.has('at'))
    await found.waitFor({ state: 'detached' })
  })
})

const isOnScreen = (one: Element) => {
  const { top, bottom } = one.getBoundingClientRect()
  return top > 0 && bottom < innerHeight
}
