import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf, openChat, write } from '../support/e2e-chat.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const formFields = [
  { name: 'name', kind: 'text', label: 'Your name', required: true },
  { name: 'email', kind: 'email', label: 'Your e-mail address', required: true },
  { name: 'topic', kind: 'choice', label: 'What is it about?', required: true, options: ['A repair', 'An order'] },
  { name: 'consent', kind: 'consent', label: 'I agree that you keep this', required: true },
]

async function talk(visitor: Page, agent: Page, words: string) {
  await openChat(visitor)
  await write(visitor, words)
  await inboxOf(agent).row(words).click()
  await inboxOf(agent).log.getByText(words).waitFor()
}

describe('the form before the chat', () => {
  it('says at each field what is wrong, and shows the agent what was answered', async () => {
    await centre.changeChat({ formEnabled: true, formFields })
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const visitor = await centre.visitor()
    const { panel, launcher, begin, button, message } = chatOf(visitor)
    await launcher.click()
    await begin.click()
    await button('Start chat').click()
    const name = panel.getByRole('textbox', { name: 'Your name' })
    const email = panel.getByRole('textbox', { name: 'Your e-mail address' })
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    expect(await name.ariaSnapshot()).toContain('[invalid]')
    expect(await panel.getByText('Please fill this in').count()).toBeGreaterThan(0)
    await panel.getByText('Please choose one').waitFor()
    await panel.getByText('Please agree to go on').waitFor()
    expect(await visitor.evaluate<boolean>(focusIsIn('name'))).toBe(true)

    await name.fill('Tove Strand')
    await email.fill('tove')
    await panel.getByText('A repair').click()
    await panel.getByRole('checkbox').check()
    await button('Start chat').click()
    await panel.getByText('Please enter an e-mail address like name@example.com').waitFor()
    await email.fill('tove@example.com')
    await button('Start chat').click()
    await message.waitFor()
    await write(visitor, 'The brake squeals')

    await inboxOf(agent).row('Tove Strand').click()
    await agent.getByText('A repair').first().waitFor()
    await agent.getByText('tove@example.com').first().waitFor()
    await centre.changeChat({ formEnabled: false })
  })
})

describe('when nobody is there', () => {
  it('the visitor is told so, writes all the same, and leaves an address for the answer', async () => {
    centre.staff(false)
    const visitor = await centre.visitor()
    const chat = chatOf(visitor)
    await expect
      .poll(async () => {
        await visitor.reload()
        await chat.launcher.click()
        await chat.message.waitFor()
        return chat.panel.innerText()
      })
      .toContain('Nobody is here right now.')
    await write(visitor, 'Please call me back')
    const email = chat.panel.getByRole('textbox', { name: 'E-mail' })
    await email.fill('nobody')
    await chat.button('Notify me').click()
    await chat.panel.getByText('Please enter an e-mail address like name@example.com').waitFor()
    await email.fill('ulla@example.com')
    await chat.button('Notify me').click()
    await chat.panel.getByText('ulla@example.com').waitFor()

    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    await inboxOf(agent).row('Please call me back').click()
    await agent.getByText('ulla@example.com').first().waitFor()
    // Somebody is there now, and the visitor sees it without doing anything.
    await chat.panel.getByText('Nobody is here right now.').waitFor({ state: 'detached' })
    centre.staff(true)
  })
})

describe('after the chat', () => {
  it('a visitor ends it, reads it later beside the new one, and takes the transcript along', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const visitor = await centre.visitor()
    const chat = chatOf(visitor)
    await talk(visitor, agent, 'Is the red bicycle in stock?')
    await answer(agent, 'Yes, two are left.')
    await chat.log.getByText('Yes, two are left.').waitFor()

    await chat.button('More options').click()
    const [download] = await Promise.all([visitor.waitForEvent('download'), chat.button('Download transcript').click()])
    const transcript = await readFile(await download.path(), 'utf8')
    expect(transcript).toMatch(/Is the red bicycle in stock\?[^]*Mia Krause[^]*Yes, two are left\./)

    await chat.button('More options').click()
    await chat.button('End chat').click()
    await chat.button('Keep chatting').click()
    await chat.button('More options').click()
    await chat.button('End chat').click()
    await chat.panel
      .getByRole('alertdialog')
      .or(chat.panel.getByRole('dialog'))
      .getByRole('button', { name: 'End chat' })
      .click()
    await chat.log.getByText('This conversation has ended.').waitFor()
    await agent.getByRole('button', { name: 'Reopen' }).waitFor()

    await chat.button('Start a new conversation').click()
    await write(visitor, 'And the blue one?')
    await chat.log.getByText(/Sent|Delivered/).waitFor()
    await chat.button('Back').click()
    const earlier = chat.panel.getByRole('region', { name: 'Your conversations' }).getByRole('button')
    await expect.poll(() => earlier.count()).toBe(2)
    await earlier.filter({ hasText: 'Ended' }).click()
    await chat.log.getByText('Is the red bicycle in stock?').waitFor()
    expect(await chat.log.innerText()).not.toContain('And the blue one?')
    await agent
      .getByRole('link', { name: /Visitor/ })
      .filter({ hasText: 'And the blue one?' })
      .first()
      .click()
    await agent.getByText('Other conversations').waitFor()
    await agent.getByText('This is their first.').waitFor({ state: 'detached' })
  })
})

const focusIsIn = (name: string) =>
  `document.activeElement?.shadowRoot?.activeElement?.getAttribute('name') === ${JSON.stringify(name)}`
