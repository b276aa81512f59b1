import { afterAll, afterEach, beforeAll, it } from 'vitest'
import { createSmsChannel } from '../../server/src/channels/sms/sms.ts'
import { startTelephoneCompany, type TelephoneCompany } from '../../server/src/sandbox/telephone/company.ts'
import { memoryDesk } from '../support/carrier-desk.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

const publicUrl = 'https://hub.example'
let company: TelephoneCompany
let centre: Centre
beforeAll(async () => {
  company = await startTelephoneCompany({ numbers: ['+15557010001', '+15557010011'] })
  const now = () => new Date()
  const sms = createSmsChannel({ desk: memoryDesk([], now), publicUrl, allowPrivateHosts: true, report: String, now })
  centre = await openCentre({ env: { PUBLIC_URL: publicUrl }, carriers: [sms] })
})
afterEach(() => centre.tidy())
afterAll(async () => {
  await centre.close()
  await company.stop()
})

it('an administrator chooses a number of the account, and one click has its texts reported to the hub', async () => {
  const page = await centre.agent(centre.administrator, { path: '/settings/channels/new-number' })
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('combobox', { name: 'Provider' }).selectOption('other')
  await field('Address of its API').fill(company.url)
  await field('Account id').fill(company.accountSid)
  await field('Token').fill('a guess')
  await press('Show numbers')
  await page.getByText(/did not accept the credentials/).waitFor()

  await field('Token').fill(company.authToken)
  await press('Show numbers')
  await page.getByRole('radio', { name: /\+15557010011/ }).click()
  await press('Connect number')
  await page.getByRole('heading', { level: 1, name: '+15557010011' }).waitFor()
  await page.getByText('Everything works.').waitFor()

  await page.goto(`${centre.hub.url}/settings/channels/new-number`)
  await page.getByRole('combobox', { name: 'Provider' }).selectOption('other')
  await field('Address of its API').fill(company.url)
  await field('Account id').fill(company.accountSid)
  await field('Token').fill(company.authToken)
  await press('Show numbers')
  await page.getByText('Already a channel').waitFor()
})
