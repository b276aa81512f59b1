import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const look = `(() => {
  const panel = document.querySelector('switchboard-chat').shadowRoot.querySelector('.panel')
  const cut = panel.scrollWidth > panel.clientWidth || document.documentElement.scrollWidth > innerWidth
  return { cut, direction: getComputedStyle(panel).direction }
})()`

describe('a visitor who speaks', () => {
  it.each([
    ['en', 'Message', 'ltr'],
    ['de', 'Nachricht', 'ltr'],
    ['fr', 'Message', 'ltr'],
    ['es', 'Mensaje', 'ltr'],
    ['nl', 'Bericht', 'ltr'],
    ['ar', 'رسالة', 'rtl'],
  ])('%s finds the chat in it, whole, on a phone', async (lang, message, direction) => {
    centre.shop.serve(`/${lang}`, { lang })
    const page = await centre.visitor({ path: `/${lang}`, viewport: { width: 390, height: 844 } })
    await page.getByRole('button', { name: 'Chat with us' }).click()
    await page.getByRole('textbox', { name: message, exact: true }).waitFor()
    expect(await page.evaluate<unknown>(look)).toEqual({ cut: false, direction })
  })
})
