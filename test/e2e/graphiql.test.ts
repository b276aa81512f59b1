import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre({ env: { NODE_ENV: 'production' } })
})
afterAll(() => centre.close())

it('an administrator writes an operation and reads its answer, and the page loads nothing from anywhere else', async () => {
  const page = await centre.agent(centre.administrator, { path: '/graphiql' })
  await page.getByRole('button', { name: /^Execute query/ }).click()
  await page.locator('.result-window').getByText('"Ada Berger"').waitFor()
  await page.goto('about:blank')
  centre.calm()
})

it('an agent is told that this is for administrators, and so is somebody who is not signed in', async () => {
  const stranger = await fetch(`${centre.hub.url}/graphiql`)
  expect([stranger.status, await stranger.text()]).toEqual([403, expect.stringContaining('administrator')])
  centre.expects(/403/)
  const page = await centre.agent(centre.mia, { path: '/graphiql' })
  expect(await page.textContent('body')).toContain('Sign in as an administrator')
  centre.calm()
})
