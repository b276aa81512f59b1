const lists: Record<string, readonly string[]> = {
  TEAMS: ['teams'],
  LABELS: ['labels'],
  BRANDS: ['brands'],
  CHANNELS: ['channels', 'channelHealth'],
  INVITATIONS: ['invitations'],
  QUEUES: ['queues'],
  ALERT_RULES: ['alertRules'],
  WALLBOARDS: ['wallboards'],
  GROUPS: ['groups', 'rooms'],
  SLA_POLICIES: ['slaPolicies'],
  OPENING_HOURS: ['openingHours', 'brands'],
  CHANNEL_WEIGHTS: ['channelWeights'],
  SKILLS: ['skills'],
  ROUTING_RULES: ['routing'],
  PRESENCE_REASONS: ['presenceReasons'],
}

/** The fields of Query that a changed list of the directory stands in. */
export const listsOf = (list: string | undefined): readonly string[] => (list && lists[list]) || []
