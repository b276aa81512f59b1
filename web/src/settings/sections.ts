import { type Component, defineAsyncComponent } from 'vue'
import Award from '~icons/lucide/award'
import BellRing from '~icons/lucide/bell-ring'
import AlarmClock from '~icons/lucide/alarm-clock'
import Building from '~icons/lucide/building-2'
import CalendarClock from '~icons/lucide/calendar-clock'
import Coffee from '~icons/lucide/coffee'
import Eye from '~icons/lucide/eye'
import HeartPulse from '~icons/lucide/heart-pulse'
import ListOrdered from '~icons/lucide/list-ordered'
import MonitorPlay from '~icons/lucide/monitor-play'
import Split from '~icons/lucide/split'
import Tag from '~icons/lucide/tag'
import User from '~icons/lucide/user-round'
import UserCog from '~icons/lucide/user-round-cog'
import Users from '~icons/lucide/users-round'
import UsersRound from '~icons/lucide/users-round'
import Waypoints from '~icons/lucide/waypoints'
import Weight from '~icons/lucide/weight'

/** One entry of the settings: its name is also its address and its text `settings.section.NAME`. */
export interface Section {
  name: string
  icon: Component
  /** Shown to those who may do any of these; empty: to everyone. */
  permissions: string[]
  screen: Component
  /** What one thing of the section is edited on, given its id. */
  detail?: Component
}

/** The settings, in the order they are listed. */
export const sections: Section[] = [
  {
    name: 'profile',
    icon: User,
    permissions: [],
    screen: defineAsyncComponent(() => import('./profile/ProfileScreen.vue')),
  },
  {
    name: 'people',
    icon: UserCog,
    permissions: ['people.edit', 'people.invite'],
    screen: defineAsyncComponent(() => import('./people/PeopleScreen.vue')),
  },
  {
    name: 'teams',
    icon: Users,
    permissions: ['teams.edit'],
    screen: defineAsyncComponent(() => import('./teams/TeamsScreen.vue')),
  },
  {
    name: 'groups',
    icon: UsersRound,
    permissions: ['groups.edit'],
    screen: defineAsyncComponent(() => import('./groups/GroupsScreen.vue')),
  },
  {
    name: 'skills',
    icon: Award,
    permissions: ['skills.edit'],
    screen: defineAsyncComponent(() => import('./skills/SkillsScreen.vue')),
  },
  {
    name: 'presence',
    icon: Coffee,
    permissions: ['presence.edit'],
    screen: defineAsyncComponent(() => import('./presence/PresenceScreen.vue')),
  },
  {
    name: 'labels',
    icon: Tag,
    permissions: ['labels.edit'],
    screen: defineAsyncComponent(() => import('./labels/LabelsScreen.vue')),
  },
  {
    name: 'brands',
    icon: Building,
    permissions: ['brands.edit'],
    screen: defineAsyncComponent(() => import('./brands/BrandsScreen.vue')),
    detail: defineAsyncComponent(() => import('./brands/BrandScreen.vue')),
  },
  {
    name: 'hours',
    icon: CalendarClock,
    permissions: ['queues.edit'],
    screen: defineAsyncComponent(() => import('./hours/HoursScreen.vue')),
    detail: defineAsyncComponent(() => import('./hours/OneHours.vue')),
  },
  {
    name: 'channels',
    icon: Waypoints,
    permissions: ['channels.edit'],
    screen: defineAsyncComponent(() => import('./channels/ChannelsScreen.vue')),
    detail: defineAsyncComponent(() => import('./channels/ChannelScreen.vue')),
  },
  {
    name: 'queues',
    icon: ListOrdered,
    permissions: ['queues.edit'],
    screen: defineAsyncComponent(() => import('./queues/QueuesScreen.vue')),
    detail: defineAsyncComponent(() => import('./queues/QueueScreen.vue')),
  },
  {
    name: 'rules',
    icon: Split,
    permissions: ['queues.edit'],
    screen: defineAsyncComponent(() => import('./rules/RulesScreen.vue')),
  },
  {
    name: 'sla',
    icon: AlarmClock,
    permissions: ['queues.edit'],
    screen: defineAsyncComponent(() => import('./sla/SlaScreen.vue')),
  },
  {
    name: 'weights',
    icon: Weight,
    permissions: ['weights.edit'],
    screen: defineAsyncComponent(() => import('./weights/WeightsScreen.vue')),
  },
  {
    name: 'alerts',
    icon: BellRing,
    permissions: ['alerts.edit'],
    screen: defineAsyncComponent(() => import('./alerts/AlertsScreen.vue')),
  },
  {
    name: 'wallboards',
    icon: MonitorPlay,
    permissions: ['floor.watch'],
    screen: defineAsyncComponent(() => import('./wallboards/WallboardsScreen.vue')),
  },
  {
    name: 'audit',
    icon: Eye,
    permissions: ['floor.watch'],
    screen: defineAsyncComponent(() => import('./audit/AuditScreen.vue')),
  },
  {
    name: 'health',
    icon: HeartPulse,
    permissions: ['channels.edit'],
    screen: defineAsyncComponent(() => import('./channels/health/HealthScreen.vue')),
  },
]

/** The sections somebody with these permissions sees. */
export const visibleSections = (permissions: readonly string[]) =>
  sections.filter((s) => !s.permissions.length || s.permissions.some((p) => permissions.includes(p)))
