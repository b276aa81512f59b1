import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf, openChat, rate, write } from '../support/e2e-chat.ts'
import { picture } from '../support/e2e-files.ts'
import { answer, assignToMe, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
let visitor: Page
let mia: Page
let jonas: Page
beforeAll(async () => {
  centre = await openCentre()
  const path = '/inbox/all'
  ;[visitor, mia, jonas] = await Promise.all([
    centre.visitor(),
    centre.agent(centre.mia, { path }),
    centre.agent(centre.jonas, { path }),
  ])
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

describe('a visitor and two agents', () => {
  it('what the visitor writes stands at once in both lists, with its words', async () => {
    await openChat(visitor)
    await write(visitor, 'My wheel arrived bent')
    for (const page of [mia, jonas]) await inboxOf(page).row('My wheel arrived bent').waitFor()
    await chatOf(visitor).log.getByText('Sent').waitFor()
  })

  it('the visitor learns that it was delivered when an agent is given it, and still was when nobody has it', async () => {
    const { id } = await centre.hub.services.db.prisma.conversation.findFirstOrThrow()
    const lead = await centre.hub.agent({ role: 'supervisor' })
    const give = (agentId: string | null) => lead.mutate('assignConversation', { conversationId: id, agentId })
    await give(lead.id)
    await chatOf(visitor).log.getByText('Delivered').waitFor()
    await give(null)
    await visitor.reload()
    await chatOf(visitor).launcher.click()
    await chatOf(visitor).log.getByText('Delivered').waitFor()
  })

  it('the visitor learns that it was seen when an agent opens it', async () => {
    await inboxOf(mia).row('My wheel arrived bent').click()
    await inboxOf(mia).log.getByText('My wheel arrived bent').waitFor()
    await chatOf(visitor).log.getByText('Seen').waitFor()
  })

  it('an agent who takes it is shown to the other, who watches it', async () => {
    await inboxOf(jonas).row('My wheel arrived bent').click()
    await assignToMe(mia)
    await inboxOf(jonas).row('Assigned to Mia Krause').waitFor()
    await jonas.getByRole('button', { name: 'Assign: Mia Krause' }).waitFor()
  })

  it('each sees the other type, the agent even what', async () => {
    await inboxOf(mia).reply.pressSequentially('Hel')
    await chatOf(visitor).panel.getByText('Mia Krause is typing').waitFor()
    await inboxOf(jonas).log.getByText('Mia Krause is typing').waitFor()
    await chatOf(visitor).message.pressSequentially('It is the rear')
    await inboxOf(mia).log.getByText('It is the rear').waitFor()
    await chatOf(visitor).message.fill('')
  })

  it('the answer arrives, under the name of who gave it, and the agent learns that it was seen', async () => {
    await answer(mia, 'I am sorry. A new one is on its way.')
    await chatOf(visitor).log.getByText('I am sorry. A new one is on its way.').waitFor()
    await chatOf(visitor).panel.getByRole('heading', { name: 'Mia Krause' }).waitFor()
    await inboxOf(jonas).log.getByText('I am sorry. A new one is on its way.').waitFor()
    await inboxOf(mia).log.getByText('Seen').waitFor()
  })

  it('a note is read by colleagues and never reaches the visitor', async () => {
    const received: string[] = []
    visitor.context().on('response', (response) => {
      if (!response.url().endsWith('/stream'))
        void response.text().then(
          (text) => received.push(text),
          () => {},
        )
    })
    await inboxOf(mia).button('Note').click()
    await inboxOf(mia).note.fill('This customer was rude last year')
    await inboxOf(mia).button('Add note').click()
    await inboxOf(jonas).log.getByText('This customer was rude last year').waitFor()
    await inboxOf(mia).button('Reply').click()
    await answer(mia, 'Anything else?')
    await chatOf(visitor).log.getByText('Anything else?').waitFor()
    await visitor.reload()
    await chatOf(visitor).launcher.click()
    await chatOf(visitor).log.getByText('Anything else?').waitFor()
    expect(await chatOf(visitor).panel.innerText()).not.toContain('rude')
    expect(received.join()).toContain('Anything else?')
    expect(received.join()).not.toContain('rude')
  })

  it('pictures and files go both ways', async () => {
    await visitor.setInputFiles('input[type=file]', picture('bent-wheel.png'))
    await chatOf(visitor).panel.getByRole('button', { name: 'Remove bent-wheel.png' }).waitFor()
    await chatOf(visitor).send.click()
    for (const page of [mia, jonas]) {
      const image = inboxOf(page).log.getByRole('link', { name: 'Open the image bent-wheel.png' }).locator('img')
      await image.waitFor()
      await expect.poll(() => image.evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBeGreaterThan(0)
    }
    const label = { name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('Return to Nordlicht') }
    await mia.setInputFiles('input[type=file]', label)
    await inboxOf(mia).button('Send').click()
    const link = chatOf(visitor).log.getByRole('link', { name: /label\.txt/ })
    const [download] = await Promise.all([visitor.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('label.txt')
  })

  it('the end is shown to all, and the rating arrives with its words', async () => {
    await inboxOf(mia).button('Close').click()
    const chat = chatOf(visitor)
    await chat.log.getByText('This conversation has ended.').waitFor()
    await rate(visitor, 4)
    await chat.panel.getByRole('textbox', { name: 'Anything you want to add?' }).fill('Quick and kind')
    await chat.button('Send rating').click()
    await chat.panel.getByText('Thank you for your rating.').waitFor()
    await jonas.getByText('4 out of 5').first().waitFor()
    await jonas.getByText('Quick and kind').first().waitFor()
  })
})
