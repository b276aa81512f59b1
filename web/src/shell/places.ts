import type { Component } from 'vue'
import Chart from '~icons/lucide/chart-column'
import Contact from '~icons/lucide/contact-round'
import Supervision from '~icons/lucide/gauge'
import Inbox from '~icons/lucide/inbox'
import Settings from '~icons/lucide/settings'
import { may } from '../session/viewer.ts'

/** A place of the rail: its route, its name among the texts of the app, its picture. */
export interface Place {
  route: string
  to: string
  label: string
  icon: Component
  /** The names of the routes that count as being there. */
  holds: string[]
  /** What the viewer must be allowed; for everybody where nothing is said. */
  permission?: string
  /** Not for those who are allowed this: they have it elsewhere. */
  unless?: string
}

/** All of them, from top to bottom. */
export const places: Place[] = [
  { route: 'inbox', to: '/inbox', label: 'app.inbox', icon: Inbox, holds: ['inbox'] },
  { route: 'contacts', to: '/contacts', label: 'app.contacts', icon: Contact, holds: ['contacts', 'contact'] },
  { route: 'my-day', to: '/my-day', label: 'app.myDay', icon: Chart, holds: ['my-day'], unless: 'floor.watch' },
  {
    route: 'supervision',
    to: '/supervision',
    label: 'app.supervision',
    icon: Supervision,
    holds: ['supervision'],
    permission: 'floor.watch',
  },
  { route: 'settings', to: '/settings/profile', label: 'app.settings', icon: Settings, holds: ['settings'] },
]

/** What the rail offers the viewer, from top to bottom. */
export const placesForViewer = (): Place[] =>
  places.filter(({ permission, unless }) => (!permission || may(permission)) && !(unless && may(unless)))
