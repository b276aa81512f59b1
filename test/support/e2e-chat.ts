import type { Locator, Page } from 'playwright-core'
import type { WidgetMethods } from '../../widget/src/api.ts'

/** What a visitor finds on the page, by the names a screen reader says. */
export function chatOf(page: Page) {
  const panel = page.getByRole('region', { name: 'Chat', exact: true })
  const log = panel.getByRole('log', { name: 'Messages' })
  const button = (name: string | RegExp) => panel.getByRole('button', { name })
  return {
    launcher: page.getByRole('button', { name: /^Chat with us/ }),
    panel,
    log,
    button,
    message: panel.getByRole('textbox', { name: 'Message', exact: true }),
    send: button('Send message'),
    begin: button(/^(Send us a message|Continue the conversation)/),
  }
}

/** Opens the chat, where one can write at once. */
export async function openChat(page: Page): Promise<ReturnType<typeof chatOf>> {
  const chat = chatOf(page)
  await chat.launcher.click()
  await chat.message.waitFor()
  return chat
}

/** Writes and sends; does not wait for what becomes of it. */
export async function write(page: Page, text: string): Promise<void> {
  const chat = chatOf(page)
  await chat.message.fill(text)
  await chat.send.click()
}

/** Clicks a star of the rating. */
export async function rate(page: Page, score: number): Promise<void> {
  const star = chatOf(page)
    .panel.locator('label')
    .filter({ hasText: `${score} of 5` })
  await star.click()
}

/** The bubbles of a log, top to bottom, that are among `texts`. */
export async function shownOf(log: Locator, texts: readonly string[]): Promise<string[]> {
  const lines = (await log.innerText()).split('\n').map((line) => line.trim())
  return lines.filter((line) => texts.includes(line))
}

/** A call of the site's own code. */
export async function callChat<Name extends keyof WidgetMethods>(
  page: Page,
  name: Name,
  ...args: Parameters<WidgetMethods[Name]>
): Promise<void> {
  await chatOf(page).launcher.waitFor()
  await page.evaluate(
    ([method, given]) => {
      const site = globalThis as unknown as { Switchboard(...call: unknown[]): void }
      site.Switchboard(method, ...given)
    },
    [name, args] as const,
  )
}
