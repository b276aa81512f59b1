import type { Customer, Standing } from '../channels/channel.ts'
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '../errors.ts'

/**
 * A customer reaches the conversations of their own identity on the channel they came by, and nothing else: that an agent
 * takes two identities for one person proves nothing to either of them.
 */
export function mayReach(
  customer: Customer,
  standing: Standing,
  conversation: { identityId: string; channelId: string },
): boolean {
  return (
    standing.identityId !== null &&
    !standing.superseded &&
    conversation.identityId === standing.identityId &&
    conversation.channelId === customer.channelId
  )
}

/**
 * Lets in who is neither blocked nor somebody's browser from before they signed in.
 * @throws ForbiddenError `blocked`, UnauthenticatedError.
 */
export function admit(standing: Standing): Standing {
  if (standing.superseded) throw new UnauthenticatedError('This session has ended. Please begin a new one.')
  if (standing.blocked) throw new ForbiddenError('This chat is not available to you.', 'blocked')
  return standing
}

/** The same for what does not exist and for what is somebody else's, so that ids cannot be probed. */
export const noSuchConversation = () => new NotFoundError('There is no such conversation.')
