import type { AgentViewer } from '../../context.ts'
import type { OfferRow } from '../../graphql/rows.ts'

/** Only whoever is asked answers. */
export const mayAnswer = (viewer: AgentViewer, offer: Pick<OfferRow, 'agentId'>): boolean =>
  offer.agentId === viewer.agentId
