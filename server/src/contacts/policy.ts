import type { Role } from '@switchboard/prisma'
import type { AgentViewer } from '../context.ts'

/** A contact is shown to every agent, and to one limited to brands when the contact wrote to one of these. */
export const mayView = (viewer: AgentViewer, contact: { brandIds: string[] }): boolean =>
  viewer.brandIds === null || contact.brandIds.some((id) => viewer.brandIds?.includes(id))

/** Whoever sees a contact may correct what is known about them. */
export const mayUpdate = mayView

const seniors: Role[] = ['administrator', 'supervisor', 'senior']

/** Blocking keeps a person from writing at all, so that it takes somebody senior. */
export const mayBlock = (viewer: AgentViewer): boolean => seniors.includes(viewer.role)

/** The viewer sees every brand that a contact wrote to, so that nothing of theirs lies out of sight. */
export const seesAllOf = (viewer: AgentViewer, contact: { brandIds: string[] }): boolean =>
  viewer.brandIds === null || contact.brandIds.every((id) => viewer.brandIds?.includes(id))

/** Whose words are whose is decided by somebody senior. */
export const mayMerge = mayBlock

/** Joining and parting move conversations of every brand, so that whoever does it must see them all. */
export const mayMergeContact = (viewer: AgentViewer, contact: { brandIds: string[] }): boolean =>
  mayMerge(viewer) && seesAllOf(viewer, contact)
