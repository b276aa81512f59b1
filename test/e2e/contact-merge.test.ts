import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { customerWrites } from '../support/customer.ts'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
let anna: string
let again: string
beforeAll(async () => {
  centre = await openCentre()
  const { services } = centre.hub
  const write = customerWrites(services, centre.hub)
  anna = (await write('visitor-1', 'Where is my parcel?')).contactId
  again = (await write('visitor-2', 'Still nothing')).contactId
  const known = { email: 'anna@example.com' }
  await services.db.prisma.contact.update({ where: { id: anna }, data: { ...known, name: 'Anna Vogt' } })
  await services.db.prisma.contact.update({ where: { id: again }, data: { ...known, name: 'A. Vogt', phone: '+4930' } })
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const shot = async (page: Page, name: string) => {
  const folder = process.env['SHOTS']
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
}

describe('two contacts of one person', () => {
  it('are joined and parted again by keyboard, in light and dark', async () => {
    const page = await centre.agent(centre.supervisor)
    await page.goto(`${centre.hub.url}/contacts/${anna}`)
    const compare = page.getByRole('button', { name: 'Compare with A. Vogt' })
    await compare.waitFor()
    await page.getByText('Typed the same address: anna@example.com').waitFor()
    await shot(page, 'duplicates')
    await compare.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Are these the same person?' })
    await dialog.getByText('1 conversation and 1 address of A. Vogt move to Anna Vogt', { exact: false }).waitFor()
    expect(await flawsIn(page, '[role=dialog]')).toEqual([])
    await shot(page, 'dialog')
    const chosen = (name: string) => dialog.getByRole('radio', { name, checked: true })
    await chosen('1. Anna Vogt').focus()
    await page.keyboard.down('ArrowDown')
    await chosen('2. A. Vogt').waitFor()
    await page.keyboard.up('ArrowDown')
    await dialog.getByText('of Anna Vogt move to A. Vogt', { exact: false }).waitFor()
    await page.keyboard.down('ArrowUp')
    await chosen('1. Anna Vogt').waitFor()
    await page.keyboard.up('ArrowUp')
    await dialog.getByRole('button', { name: 'Join contacts' }).focus()
    await page.keyboard.press('Enter')
    const undo = page.getByRole('button', { name: 'Undo merge: A. Vogt' })
    await undo.waitFor()
    await page.getByText('+4930').first().waitFor()
    await page.getByText('joined two contacts into this one').waitFor()
    expect(await flawsIn(page, 'main')).toEqual([])
    await shot(page, 'joined')
    await undo.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo merge' }).focus()
    await page.keyboard.press('Enter')
    await compare.waitFor()
    await page.goto(`${centre.hub.url}/contacts/${again}`)
    await page.getByRole('heading', { name: 'A. Vogt' }).waitFor()
    await page.getByText('made this a contact of its own again').waitFor()
  })

  it('are shown to an agent, who may not join them', async () => {
    const page = await centre.agent(centre.mia)
    await page.goto(`${centre.hub.url}/contacts/${anna}`)
    await page.getByText('Typed the same address: anna@example.com').waitFor()
    expect(await page.getByRole('button', { name: 'Compare with A. Vogt' }).count()).toBe(0)
  })
})
