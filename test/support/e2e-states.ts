import type { Locator, Page } from 'playwright-core'
import { answer, inboxOf } from './e2e-inbox.ts'

/** A page in a state that one has to bring about. */
export interface State {
  name: string
  /** Where, with the names of ids in it. */
  path: string
  /** An operation that the hub fails at. */
  fails?: string
  /** What brings it about. */
  by?: (page: Page) => Promise<unknown>
  shows: (page: Page) => Locator
  /** For everybody, not for signed-in people only. */
  open?: true
}

const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first()
const failed = text('This did not load')
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const nobody = '00000000-0000-7000-8000-000000000000'

export const states: State[] = [
  { name: 'a list that failed', path: '/inbox/all', fails: 'InboxPage', shows: failed },
  { name: 'a thread that failed', path: '/inbox/all/:conversation', fails: 'Conversation', shows: failed },
  { name: 'contacts that failed', path: '/contacts', fails: 'Contacts', shows: failed },
  { name: 'numbers that failed', path: '/supervision', fails: 'QueueNumbers', shows: failed },
  {
    name: 'a queue of the day, opened',
    path: '/supervision',
    by: press(/^Returns/),
    shows: text('Service level by every formula'),
  },
  { name: 'a contact that failed', path: '/contacts/:contact', fails: 'Contact', shows: failed },
  { name: 'teams that failed', path: '/settings/teams', fails: 'Teams', shows: failed },
  { name: 'a search without result', path: '/inbox/all?q=walrus', shows: text('No conversation matches') },
  { name: 'a search with results', path: '/inbox/all?q=parcel', shows: (page) => inboxOf(page).row('Visitor') },
  { name: 'a message that was found', path: '/inbox/all/:conversation?at=1', shows: text('Where is my parcel?') },
  { name: 'a thread that is none', path: `/inbox/all/${nobody}`, shows: text('This conversation is not here') },
  { name: 'a contact that is none', path: `/contacts/${nobody}`, shows: text('This contact is not here') },
  {
    name: 'a section of settings that is none',
    path: `/settings/brands/${nobody}`,
    shows: text('This is not here'),
  },
  { name: 'contacts nobody matches', path: '/contacts?search=walrus', shows: text(/^Nobody matches/) },
  { name: 'a closed conversation', path: '/inbox/all/:closed', shows: text('Do you repair wheels?') },
  {
    name: 'a note that is written',
    path: '/inbox/all/:conversation',
    by: press(/^Note/),
    shows: (page) => inboxOf(page).note,
  },
  {
    name: 'an answer that was refused',
    path: '/inbox/all/:conversation',
    fails: 'Reply',
    by: (page) => answer(page, 'On its way?'),
    shows: text(/^Not sent/),
  },
  {
    name: 'a toast',
    path: '/inbox/all/:conversation',
    by: press('Wait for the customer'),
    shows: text('Waiting for the customer'),
  },
  {
    name: 'a new label',
    path: '/settings/labels',
    by: press('New label'),
    shows: (page) => page.getByLabel('Name'),
  },
  {
    name: 'a new attribute',
    path: '/contacts/:contact',
    by: async (page) => page.locator('section', { hasText: 'Attributes' }).getByRole('button', { name: 'Add' }).click(),
    shows: (page) => page.getByLabel('Value'),
  },
  {
    name: 'a value that is edited',
    path: '/contacts/:contact',
    by: press(/^Company: .* Edit/),
    shows: (page) => page.getByRole('textbox', { name: 'Company' }),
  },
  { name: 'a brand that is made', path: '/settings/brands/new', shows: (page) => page.getByLabel('Time zone') },
  {
    name: 'changes not saved',
    path: '/settings/brands/:brand',
    by: async (page) => page.getByLabel('Name', { exact: true }).fill('Südlicht'),
    shows: text('You have unsaved changes.'),
  },
  {
    name: 'leaving without saving',
    path: '/settings/brands/:brand',
    async by(page) {
      await page.getByLabel('Name', { exact: true }).fill('Südlicht')
      await page.getByRole('link', { name: 'Contacts' }).click()
    },
    shows: text('Leave without saving?'),
  },
  ...['Texts', 'Form', 'Behaviour', 'Security', 'Install'].map((name) => ({
    name: `a widget’s ${name.toLowerCase()}`,
    path: '/settings/channels/:widget',
    by: (page: Page) => page.getByRole('tab', { name }).click(),
    shows: (page: Page) => page.getByRole('tabpanel', { name }),
  })),
  {
    name: 'a queue that is made',
    path: '/settings/queues/new',
    shows: (page) => page.getByLabel('Name', { exact: true }),
  },
  {
    name: 'a queue that is refused',
    path: '/settings/queues/:queue',
    async by(page) {
      await page.getByLabel('Answered within (seconds)').fill('soon')
      await page.getByRole('button', { name: 'Save' }).click()
    },
    shows: text('This must be between a second and 30 days.'),
  },
  {
    name: 'a password that is wrong',
    path: '/sign-in',
    open: true,
    async by(page) {
      await page.getByLabel('E-mail').fill('ada@example.com')
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
    shows: (page) => page.getByRole('alert'),
  },
]
