import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/build/root.ts'
import { customerWrites } from '../support/customer.ts'
import { flawsIn, type Look, looksOn, sizes, someLooks } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { inboxOf } from '../support/e2e-inbox.ts'
import { addressOf, details, type Popup, popups } from '../support/e2e-popups.ts'
import { states } from '../support/e2e-states.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { things } from '../support/things.ts'

let centre: Centre
let empty: Hub
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>
const ids = {
  conversation: '',
  closed: '',
  contact: '',
  invitation: '',
  brand: '',
  widget: '',
  queue: '',
  mailbox: '',
  number: '',
}
beforeAll(async () => {
  ;[centre, empty] = await Promise.all([openCentre(), startHub()])
  ids.brand = centre.hub.brandId
  const write = customerWrites(centre.hub.services, centre.hub)
  await write('visitor-1', 'Where is my parcel? See https://shop.example/orders/1042')
  const wheels = await write('visitor-2', 'Do you repair wheels?')
  const conversation = await centre.hub.services.db.prisma.conversation.findFirstOrThrow()
  const owner = await centre.hub.agent({ role: 'administrator' })
  await owner.mutate('reply', { conversationId: conversation.id, clientId: 'reply-1', body: 'On its way.' })
  await owner.mutate('addNote', { conversationId: conversation.id, clientId: 'note-1', body: 'Third time they ask.' })
  const asked = await owner.mutate('inviteAgent', { email: 'new@example.com', role: 'AGENT' }, 'invitation { link }')
  await owner.mutate('setConversationStatus', { conversationId: wheels.conversationId, status: 'CLOSED' })
  await owner.mutate('createTeam', { name: 'Returns', description: 'What comes back' })
  await owner.mutate('createLabel', { name: 'VIP', colour: 'violet' })
  const { channel } = await owner.mutate('createChatChannel', { name: 'Shop', brandId: ids.brand }, 'channel { id }')
  ids.closed = wheels.conversationId
  ids.widget = channel.id
  const agents = [{ agentId: owner.id, proficiency: 4 }]
  const returns = await owner.mutate('createQueue', { name: 'Returns', brandId: ids.brand, agents }, 'queue { id }')
  ids.queue = returns.queue.id
  const made = things(centre.hub)
  await made.failure()
  ids.mailbox = await made.mailbox()
  ids.number = await made.number()
  const error = 'mail.example.com:465 refuses connections.'
  await centre.hub.services.db.prisma.channelLink.create({ data: { channelId: ids.mailbox, connected: false, error } })
  ids.conversation = conversation.id
  ids.contact = conversation.contactId
  ids.invitation = asked.invitation.link.split('/join/')[1]
  signedIn = await (await centre.agent(centre.administrator)).context().storageState()
  centre.expects(new RegExp(`a request to ${empty.url}/`), /401 .*sign-in/)
})
afterAll(async () => {
  await centre.tidy()
  await centre.close()
  await empty.stop()
})

interface Place {
  /** The name in the router's table, or `settings/` and the section's. */
  name: string
  path: () => string
  /** What stands there once it has loaded. */
  shows: (page: Page) => Locator
  /** For everybody, not for signed-in people only. */
  open?: boolean
  hub?: () => Hub
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name })
const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true })

const places: Place[] = [
  { name: 'sign-in', path: () => '/sign-in', shows: button('Sign in'), open: true },
  { name: 'welcome', path: () => '/welcome', shows: button('Create and sign in'), open: true, hub: () => empty },
  { name: 'join', path: () => `/join/${ids.invitation}`, shows: button('Join'), open: true },
  { name: 'join', path: () => '/join/nothing', shows: heading('This invitation no longer works'), open: true },
  { name: 'forgot-password', path: () => '/forgot-password', shows: button('Send a link'), open: true },
  { name: 'reset-password', path: () => '/reset-password?token=x', shows: button('Set password'), open: true },
  {
    name: 'wall',
    path: () => '/wall/nothing',
    shows: (page) => page.getByText('This link shows nothing any more.'),
    open: true,
  },
  { name: 'not-found', path: () => '/nowhere/at/all', shows: heading('There is nothing here'), open: true },
  { name: 'inbox', path: () => '/inbox/mine', shows: (page) => page.getByText('You are all caught up') },
  {
    name: 'inbox',
    path: () => `/inbox/all/${ids.conversation}`,
    shows: (page) => inboxOf(page).log.getByText('On its way.'),
  },
  { name: 'contacts', path: () => '/contacts', shows: heading('Contacts') },
  { name: 'contact', path: () => `/contacts/${ids.contact}`, shows: heading(/^Visitor/) },
  { name: 'supervision', path: () => '/supervision', shows: (page) => page.getByText('Returns').first() },
  { name: 'look', path: () => `/supervision/look/${ids.conversation}`, shows: button('Take over') },
  { name: 'my-day', path: () => '/my-day', shows: heading('Time in states') },
  { name: 'settings/profile', path: () => '/settings/profile', shows: heading('Password') },
  { name: 'settings/people', path: () => '/settings/people', shows: (page) => page.getByText('new@example.com') },
  { name: 'settings/teams', path: () => '/settings/teams', shows: heading('Teams') },
  { name: 'settings/groups', path: () => '/settings/groups', shows: heading('Groups') },
  { name: 'settings/skills', path: () => '/settings/skills', shows: heading('Skills') },
  { name: 'settings/rules', path: () => '/settings/rules', shows: button('Add a rule') },
  { name: 'settings/sla', path: () => '/settings/sla', shows: button('Add a policy') },
  { name: 'settings/weights', path: () => '/settings/weights', shows: heading('How an agent is chosen') },
  { name: 'settings/hours', path: () => '/settings/hours', shows: heading('Opening hours') },
  { name: 'settings/hours', path: () => '/settings/hours/new', shows: heading('New hours') },
  { name: 'settings/wallboards', path: () => '/settings/wallboards', shows: heading('Wallboards') },
  { name: 'settings/alerts', path: () => '/settings/alerts', shows: heading('Alerts') },
  { name: 'settings/audit', path: () => '/settings/audit', shows: heading('Audit log') },
  { name: 'settings/presence', path: () => '/settings/presence', shows: heading('Agent states') },
  { name: 'settings/labels', path: () => '/settings/labels', shows: heading('Labels') },
  { name: 'settings/brands', path: () => '/settings/brands', shows: (page) => page.getByText('Nordlicht').first() },
  { name: 'settings/brands', path: () => `/settings/brands/${centre.hub.brandId}`, shows: heading('Nordlicht') },
  { name: 'settings/channels', path: () => '/settings/widgets', shows: (page) => page.getByText('Shop').first() },
  { name: 'settings/channels', path: () => `/settings/channels/${centre.hub.channelId}`, shows: heading('Shop') },
  { name: 'settings/channels', path: () => '/settings/channels/new-mailbox', shows: heading('Connect a mailbox') },
  { name: 'settings/channels', path: () => '/settings/channels/new-number', shows: heading('Connect a number') },
  { name: 'settings/channels', path: () => `/settings/channels/${ids.mailbox}`, shows: heading('Connection test') },
  { name: 'settings/channels', path: () => `/settings/channels/${ids.number}`, shows: heading('Connection test') },
  { name: 'settings/queues', path: () => '/settings/queues', shows: (page) => page.getByText('Returns') },
  { name: 'settings/queues', path: () => `/settings/queues/${ids.queue}`, shows: heading('Service level') },
  { name: 'settings/health', path: () => '/settings/health', shows: button('Run again') },
]

const read = (path: string) => readFileSync(join(root, 'web/src', path), 'utf8')
const namesIn = (source: string) => [...source.matchAll(/\bname: '([\w-]+)'/g)].map(([, name]) => name)

describe.concurrent('WCAG 2.2 AA, wide and narrow, light and dark', () => {
  it('is looked at on every page there is', ({ expect }) => {
    const pages = namesIn(read('router.ts').slice(read('router.ts').indexOf('routes: [')).split('beforeEach')[0] ?? '')
    const sections = namesIn(read('settings/sections.ts')).map((name) => `settings/${name}`)
    const known = new Set([...pages.filter((name) => name !== 'settings'), ...sections])
    expect([...new Set(places.map(({ name }) => name))].toSorted()).toEqual([...known].toSorted())
    expect(known.size).toBeGreaterThan(10)
  })

  it.each(places.map((place, at) => ({ title: `${place.name} (${at + 1})`, ...place })))(
    '$title',
    async ({ path, shows, open, hub = () => centre.hub }) => {
      const page = await openPage(open)
      await page.goto(hub().url + path())
      await shows(page).first().waitFor()
      expect(await flawsIn(page, 'html')).toEqual([])
      await page.context().close()
    },
  )

  it.each(states)('$name', async ({ path, fails, by, shows, open }) => {
    const page = await openPage(open)
    if (fails) await failAt(page, fails)
    await page.goto(centre.hub.url + addressOf(path, ids))
    await by?.(page)
    await shows(page).waitFor()
    expect(await flawsIn(page, 'html', someLooks)).toEqual([])
    await page.context().close()
  })

  const sized = Object.entries(sizes).flatMap(([size, viewport]) => {
    const there = popups.filter(({ only = size }) => only === size)
    return [...Map.groupBy(there, ({ path }) => path)].map(([path, all]) => ({ path, all, size, viewport }))
  })
  it.each(sized)(
    'what opens on $path, $size, takes the focus and gives it back on Escape',
    { timeout: 120_000 },
    async (place) => {
      const page = await openPage()
      await page.setViewportSize(place.viewport)
      await page.goto(centre.hub.url + addressOf(place.path, ids))
      for (const popup of place.all) {
        const by = popup.inDetails && place.size === 'narrow' ? [details, ...popup.by] : popup.by
        for (const step of by) await step(page).press('Enter')
        expect([popup.name, ...(await flawsOf(page, popup, looksOn(place.viewport)))]).toEqual([popup.name])
        await closeAll(page)
      }
      await page.context().close()
    },
  )
})

const inFront = '[role=dialog],[role=alertdialog],[role=menu]'
/** Closes what is still open below, one after the other: an Escape too many would leave the page. */
async function closeAll(page: Page) {
  const front = page.locator(inFront)
  for (let left = await front.count(); left > 0; left--) {
    await page.keyboard.press('Escape')
    await front.nth(left - 1).waitFor({ state: 'detached' })
  }
}

/** What is wrong with what has just opened, until Escape has closed it. */
async function flawsOf(page: Page, { by, back = by.at(-1)!, shows }: Popup, looks: Look[]) {
  const sheet = shows(page)
  const focused = page.locator(':focus')
  await sheet.waitFor()
  await sheet.and(focused).or(sheet.locator(focused)).waitFor()
  const flaws = await flawsIn(page, inFront, looks)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await back(page).and(focused).waitFor()
  return flaws
}

const openPage = async (open = false) => (await centre.context(open ? {} : { storageState: signedIn })).newPage()

/** The hub answers one operation with an error that nobody expected. */
const failAt = (page: Page, operation: string) =>
  page.route('**/graphql', (route) => {
    const asked: unknown = route.request().postDataJSON()
    const fails =
      typeof asked === 'object' && asked !== null && 'operationName' in asked && asked.operationName === operation
    return fails ? route.fulfill({ json: { errors: [{ message: 'Something broke' }] } }) : route.continue()
  })
