import type { Viewer } from '../context.ts'
import { mayEditAlerts } from '../alerts/policy.ts'
import { mayCreateBrands, mayEditBrands } from '../brands/policy.ts'
import { mayCreateChannels, mayEditChannels, maySecureChannels } from '../channels/policy.ts'
import { mayMerge } from '../contacts/policy.ts'
import { mayWatch } from '../metrics/policy.ts'
import { mayEditQueues } from '../routing/queues/policy.ts'
import { mayEditGroups } from '../rooms/policy.ts'
import { mayEditLabels } from '../labels/policy.ts'
import { isAtLeast, mayEditTeams, mayInvite } from './policy.ts'
import { mayEditReasons } from './presence/policy.ts'
import { mayEditSkills } from './skills/policy.ts'

/** Every name that screens can ask for, with the rule that the use cases themselves ask. */
const rules: Record<string, (viewer: Viewer) => boolean> = {
  'people.invite': mayInvite,
  'people.edit': mayInvite,
  'people.administer': (viewer) => isAtLeast(viewer, 'administrator'),
  'teams.edit': mayEditTeams,
  'presence.edit': mayEditReasons,
  'skills.edit': mayEditSkills,
  'weights.edit': (viewer) => isAtLeast(viewer, 'administrator'),
  'brands.create': mayCreateBrands,
  'brands.edit': mayEditBrands,
  'groups.edit': mayEditGroups,
  'rooms.help': (viewer) => isAtLeast(viewer, 'senior'),
  'labels.edit': mayEditLabels,
  'queues.edit': mayEditQueues,
  'floor.watch': mayWatch,
  'alerts.edit': mayEditAlerts,
  'channels.create': mayCreateChannels,
  'channels.edit': mayEditChannels,
  'channels.secure': maySecureChannels,
  'contacts.merge': (viewer) => viewer?.kind === 'agent' && mayMerge(viewer),
}

/** The names of everything the viewer's role allows. */
export const permissionsOf = (viewer: Viewer): string[] => Object.keys(rules).filter((name) => rules[name]?.(viewer))
