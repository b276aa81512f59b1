/** As much of an offer as decides whether it is shown. */
export interface Asked {
  id: string
  state: string
  offeredAt: string
  agent: { id: string }
}

/**
 * What the viewer is asked, after the hub told of one offer: put in, or taken out when it has ended. Offers to others
 * change nothing; the first asked comes first.
 */
export function askedAfter<Offer extends Asked>(asked: readonly Offer[], told: Offer, viewerId: string): Offer[] {
  const others = asked.filter(({ id }) => id !== told.id)
  if (told.agent.id !== viewerId || told.state !== 'OPEN') return others
  return [...others, told].toSorted((a, b) => Date.parse(a.offeredAt) - Date.parse(b.offeredAt))
}
