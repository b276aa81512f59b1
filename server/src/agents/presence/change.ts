import type { ChannelKind, PresenceReason } from '@switchboard/prisma'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { holdDesk, releaseDesk, withdrawOffers } from './desk.ts'

/** A new choice for an agent; what is left out stays. */
export interface PresenceChange {
  reason?: PresenceReason
  channelsOff?: ChannelKind[]
  /** Who sets it, when it is not the agent, and what they say. */
  byId?: string
  note?: string
}

/** Sets what an agent does now. Whoever is not available any more is asked nothing; whoever goes hands their work on. */
export async function changePresence(tx: Tx, agentId: string, change: PresenceChange): Promise<void> {
  const { reason, channelsOff, byId = null, note = null } = change
  const leaves = reason !== undefined && reason.state !== 'available'
  if (leaves) await holdDesk(tx, agentId)
  await tx.presence.update({
    where: { agentId },
    data: {
      // Another choice ends what was to be finished.
      ...(reason && { reasonId: reason.id, byId, note, wrapUntil: null, wrapConversationId: null }),
      ...(channelsOff && { channelsOff }),
    },
  })
  await settle(tx, agentId)
  if (leaves) await withdrawOffers(tx, agentId)
  if (reason?.state === 'offline') await releaseDesk(tx, agentId, byId)
  if (channelsOff) await append(tx, { type: 'agent.changed', agentId, data: { agentId } })
}

/** Begins a new interval when what the agent does has changed; at `at`, by default now. */
export const settle = (tx: Tx, agentId: string, at: Date | null = null) =>
  tx.$executeRaw`SELECT present(${agentId}::uuid, coalesce(${at}::timestamptz, clock_timestamp()))`

/** Whoever did not answer an offer is asked nothing until they say that they are back. */
export async function markNotResponding(tx: Tx, agentId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE presences p SET reason_id = silent.id, by_id = NULL, note = NULL
      FROM presence_reasons silent, presence_reasons was
     WHERE p.agent_id = ${agentId}::uuid AND was.id = p.reason_id AND was.state = 'available'
       AND silent.state = 'not_responding'`
  await settle(tx, agentId)
}
