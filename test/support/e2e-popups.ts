import type { Locator, Page } from 'playwright-core'

/** What the addresses of the app name. */
export interface Ids {
  conversation: string
  closed: string
  contact: string
  brand: string
  widget: string
  queue: string
}

/** An address with the ids it names. */
export const addressOf = (path: string, ids: Ids): string => path.replace(/:(\w+)/g, (_, name: keyof Ids) => ids[name])

/** Something that opens in front of a page. */
export interface Popup {
  name: string
  /** Where, with the names of ids in it. */
  path: string
  /** What is pressed one after the other; the last one opens it. */
  by: Part[]
  shows: Part
  /** Where the focus is after Escape, unless on what opened it. */
  back?: Part
  /** Only where there is room, or only where there is none. */
  only?: 'wide' | 'narrow'
  /** Stands in the details of a conversation, which a narrow screen has in a drawer. */
  inDetails?: true
}

type Part = (page: Page) => Locator

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
const item = (name: string | RegExp) => (page: Page) => page.getByRole('menuitem', { name }).first()
const dialog = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name })
const question = (name: string | RegExp) => (page: Page) => page.getByRole('alertdialog', { name })
const menu = (page: Page) => page.getByRole('menu')

/** Opens the details of a conversation where they have no column of their own. */
export const details = button('Details')

export const popups: Popup[] = [
  {
    name: 'all keys',
    path: '/inbox/all/:conversation',
    by: [button('Keyboard shortcuts')],
    shows: dialog('Keyboard shortcuts'),
    only: 'wide',
  },
  { name: 'profile menu', path: '/contacts', by: [button(/profile menu/)], shows: menu },
  { name: 'what one does now', path: '/contacts', by: [button(/^Your state/)], shows: menu },
  {
    name: 'setting a state',
    path: '/supervision',
    by: [button('Set the state of Mia Krause')],
    shows: dialog('Set the state of Mia Krause'),
  },
  {
    name: 'a new alert',
    path: '/settings/alerts',
    by: [button('New alert')],
    shows: dialog('New alert'),
  },
  { name: 'filter of the list', path: '/inbox/all', by: [button('Filter')], shows: dialog('Filter') },
  { name: 'order of the list', path: '/inbox/all', by: [button('Order')], shows: menu },
  { name: 'who has it', path: '/inbox/all/:conversation', by: [button(/^Assign:/)], shows: dialog('Assign') },
  { name: 'priority', path: '/inbox/all/:conversation', by: [button(/^Priority:/)], shows: menu, only: 'wide' },
  {
    name: 'priority in the details',
    path: '/inbox/all/:conversation',
    by: [details, button(/^Priority:/)],
    shows: menu,
    only: 'narrow',
  },
  { name: 'snooze', path: '/inbox/all/:conversation', by: [button('Snooze')], shows: menu },
  {
    name: 'snooze until',
    path: '/inbox/all/:conversation',
    by: [button('Snooze'), item(/^Choose a date/)],
    shows: dialog(/^Choose a date/),
    back: button('Snooze'),
  },
  { name: 'details', path: '/inbox/all/:conversation', by: [details], shows: dialog('Details'), only: 'narrow' },
  {
    name: 'labels of a conversation',
    path: '/inbox/all/:conversation',
    by: [button('Label')],
    shows: dialog('Labels'),
    inDetails: true,
  },
  {
    name: 'blocking',
    path: '/inbox/all/:conversation',
    by: [button('Block contact')],
    shows: question(/^Block/),
    inDetails: true,
  },
  {
    name: 'a further address',
    path: '/contacts/:contact',
    by: [button('Add address')],
    shows: dialog('Add address'),
  },
  {
    name: 'blocking on the page of the contact',
    path: '/contacts/:contact',
    by: [button('Block')],
    shows: question(/^Block/),
  },
  {
    name: 'invitation',
    path: '/settings/people',
    by: [button('Invite a person')],
    shows: dialog('Invite a person'),
  },
  {
    name: 'teams of an invitation',
    path: '/settings/people',
    by: [button('Invite a person'), button(/^Teams/)],
    shows: dialog('Teams'),
  },
  { name: 'person', path: '/settings/people', by: [button('Edit Mia Krause')], shows: dialog('Mia Krause') },
  {
    name: 'deactivation',
    path: '/settings/people',
    by: [button('Edit Mia Krause'), button('Deactivate')],
    shows: question('Deactivate Mia Krause?'),
  },
  {
    name: 'revocation',
    path: '/settings/people',
    by: [button(/^Revoke the invitation/)],
    shows: question('Revoke this invitation?'),
  },
  { name: 'rooms', path: '/contacts', by: [button('Rooms')], shows: dialog('Rooms') },
  { name: 'new group', path: '/settings/groups', by: [button('New group')], shows: dialog('New group') },
  { name: 'crisis', path: '/supervision', by: [button(/^Crisis in/)], shows: dialog(/^Crisis in/) },
  {
    name: 'a desk',
    path: '/supervision',
    by: [button('The desk of Mia Krause')],
    shows: dialog('The desk of Mia Krause'),
  },
  { name: 'new team', path: '/settings/teams', by: [button('New team')], shows: dialog('New team') },
  { name: 'team', path: '/settings/teams', by: [button('Edit Returns')], shows: dialog('Returns') },
  { name: 'end of a team', path: '/settings/teams', by: [button('Delete Returns')], shows: question(/^Delete/) },
  { name: 'end of a label', path: '/settings/labels', by: [button('Delete VIP')], shows: question(/^Delete/) },
  {
    name: 'two-factor sign-in',
    path: '/settings/profile',
    by: [button('Set up')],
    shows: dialog('Set up two-factor sign-in'),
  },
  {
    name: 'copying hours',
    path: '/settings/brands/:brand',
    by: [(page) => page.getByRole('switch', { name: 'Always open' }), button('Copy the hours of Monday')],
    shows: menu,
  },
  {
    name: 'what to add',
    path: '/settings/channels',
    by: [button('Add a channel')],
    shows: menu,
  },
  {
    name: 'new widget',
    path: '/settings/channels',
    by: [button('Add a channel'), item('Chat for a website')],
    shows: dialog('New widget'),
    back: button('Add a channel'),
  },
  {
    name: 'preview of a widget',
    path: '/settings/channels/:widget',
    by: [button('Preview')],
    shows: dialog('Preview'),
    only: 'narrow',
  },
  {
    name: 'putting a queue away',
    path: '/settings/queues/:queue',
    by: [button(/^Put .* away/)],
    shows: question(/^Put “Returns” away/),
  },
  {
    name: 'people of a queue',
    path: '/settings/queues/:queue',
    by: [button(/^People/)],
    shows: dialog('People'),
  },
  {
    name: 'new secret',
    path: '/settings/channels/:widget',
    by: [(page) => page.getByRole('tab', { name: 'Security' }), button('Make a new one')],
    shows: question('Make a new secret?'),
  },
]
