import type { Customer } from '../channels/channel.ts'
import { isId } from '../platform/ids.ts'
import type { Needs } from './needs.ts'
import { admit, mayReach, noSuchConversation } from './policy.ts'
import type { Standings } from './standing.ts'
import { readSummaries, type Summary } from './summaries.ts'

/** Finds a conversation for a customer. @throws NotFoundError when it is not theirs or does not exist. */
export type Reach = (customer: Customer, conversationId: string) => Promise<Summary>

export function createReach({ db }: Pick<Needs, 'db'>, standings: Standings): Reach {
  return async (customer, conversationId) => {
    const standing = admit(await standings.of(customer))
    if (!isId(conversationId) || standing.identityId === null) throw noSuchConversation()
    const summary = (await readSummaries(db, [conversationId])).get(conversationId.toLowerCase())
    if (!summary || !mayReach(customer, standing, summary)) throw noSuchConversation()
    return summary
  }
}
