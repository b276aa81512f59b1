import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mostPending } from '../../server/src/conversations/attachments/pending.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf, openChat } from '../support/e2e-chat.ts'
import { picture } from '../support/e2e-files.ts'

let centre: Centre
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'switchboard-drop-'))
beforeAll(async () => {
  centre = await openCentre()
  page = await centre.visitor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openChat(page)
})
afterEach(() => centre.calm())
afterAll(async () => {
  await centre.close()
  rmSync(folder, { recursive: true })
})

const image = `data:image/png;base64,${picture('').buffer.toString('base64')}`
const copy = `fetch('${image}').then(async (answer) =>
  navigator.clipboard.write([new ClipboardItem({ 'image/png': await answer.blob() })]))`

/** Pastes the picture that was copied elsewhere. */
async function paste() {
  await page.evaluate(copy)
  await chatOf(page).message.press('Control+V')
}

/** Drags a file from the desktop to a point of the page until the page says so; answers how to let it go there. */
async function drag(name: string, { x, y }: { x: number; y: number }, shown: Locator) {
  const path = join(folder, name)
  writeFileSync(path, '42 €')
  const mouse = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  const move = (type: 'dragEnter' | 'dragOver' | 'drop') => mouse.send('Input.dispatchDragEvent', { type, x, y, data })
  await move('dragEnter')
  // A hand that holds something moves all the time.
  await expect.poll(() => move('dragOver').then(() => shown.isVisible()), { timeout: 15_000 }).toBe(true)
  // What is below the hand may have changed with what the page shows: only a move over it makes it a place to let go.
  return () => move('dragOver').then(() => move('drop'))
}

describe('a visitor sends', () => {
  it('a picture by pasting it', async () => {
    const chat = chatOf(page)
    await paste()
    await chat.button('Remove image.png').waitFor()
    await chat.send.click()
    await chat.log.getByRole('img').first().waitFor()
  })

  it('a file by dropping it anywhere on the chat, which says so while it hovers', async () => {
    const chat = chatOf(page)
    const { x, y } = (await chat.log.boundingBox())!
    const shown = chat.panel.getByPlaceholder('Drop files here')
    const drop = await drag('receipt.txt', { x: x + 40, y: y + 40 }, shown)
    await drop()
    await chat.button('Remove receipt.txt').waitFor()
    expect(await chat.message.getAttribute('placeholder')).toBe('Write a message…')
    await chat.send.click()
    await chat.log.getByRole('link', { name: /receipt\.txt/ }).waitFor()
  })

  it('no more than may wait, reads so in the words of the hub, and goes on without the file', async () => {
    centre.expects(/status of 413/)
    const chat = chatOf(page)
    const { attachment } = centre.hub.services.db.prisma
    const { uploader } = await attachment.findFirstOrThrow()
    const file = { name: 'big.bin', contentType: 'application/octet-stream', storageKey: newId() }
    await attachment.create({ data: { id: newId(), uploader, size: mostPending.uploader, ...file } })
    await paste()
    await chat.panel
      .getByRole('alert')
      .getByText('Too many of your files wait to be sent. Please send what you have attached first.')
      .waitFor()
    await chat.message.fill('Then without it')
    expect(await chat.send.isDisabled()).toBe(true)
    await chat.button('Remove image.png').click()
    await chat.send.click()
    await chat.log.getByText('Then without it').waitFor()
  })
})
