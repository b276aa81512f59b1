import type { Page } from 'playwright-core'

/** What an agent finds on the screen, by the names a screen reader says. */
export function inboxOf(page: Page) {
  const list = page.getByRole('list', { name: 'Conversations' })
  return {
    list,
    rows: list.getByRole('link'),
    row: (text: string) => list.getByRole('link').filter({ hasText: text }),
    log: page.getByRole('log', { name: 'Messages' }),
    reply: page.getByRole('textbox', { name: 'Reply', exact: true }),
    note: page.getByRole('textbox', { name: 'Note', exact: true }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
  }
}

/** Takes the open conversation. */
export async function assignToMe(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Assign:/ }).click()
  await page.getByRole('option', { name: /\(me\)/ }).click()
}

/** Writes an answer and sends it. */
export async function answer(page: Page, text: string): Promise<void> {
  const inbox = inboxOf(page)
  await inbox.reply.fill(text)
  await inbox.button('Send').click()
}
