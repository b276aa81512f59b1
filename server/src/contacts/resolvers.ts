import { must } from '../conversations/must.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { signedIn } from '../viewer.ts'
import { activityOf } from './activity.ts'
import { addContactAddress } from './add-address.ts'
import { setContactBlocked } from './block.ts'
import { duplicatesOf } from './duplicates.ts'
import { listContacts } from './list.ts'
import { mergeContacts } from './merge.ts'
import { displayName } from './name.ts'
import { brandsOf, findContact } from './find.ts'
import { mayMergeContact } from './policy.ts'
import { removeContactAddress } from './remove-address.ts'
import { timelineOf } from './timeline.ts'
import { unmergeContact } from './unmerge.ts'
import { updateContact } from './update.ts'

/** Contacts, their addresses and what happened around them. */
export const resolvers: Resolvers = {
  Query: {
    contacts: (_root, args, ctx) => listContacts(ctx, args),
    contact: (_root, { id }, ctx) => findContact(ctx, id),
    duplicatesOf: (_root, { contactId }, ctx) => duplicatesOf(ctx, contactId),
  },
  Mutation: {
    updateContact: mutation('UpdateContactPayload', updateContact),
    addContactAddress: mutation('AddContactAddressPayload', addContactAddress),
    removeContactAddress: mutation('RemoveContactAddressPayload', removeContactAddress),
    setContactBlocked: mutation('SetContactBlockedPayload', setContactBlocked),
    mergeContacts: mutation('MergeContactsPayload', mergeContacts),
    unmergeContact: mutation('UnmergeContactPayload', unmergeContact),
  },
  Contact: {
    displayName,
    attributes: (row) => ({ ...(row.attributes as Record<string, unknown>) }),
    identities: (row, _args, ctx) => ctx.loaders.identities.load(row.id),
    mergeable: async (row, _args, ctx) =>
      mayMergeContact(signedIn(ctx.viewer), { brandIds: await brandsOf(ctx.db.prisma, row.id) }),
    merges: async (row, _args, ctx) => (await ctx.loaders.merges.load(row.id)).filter((one) => one.undoneAt === null),
    activity: (row, _args, ctx) => activityOf(ctx, row.id),
    timeline: (row, args, ctx) => timelineOf(ctx, { contactId: row.id }, { ...args, first: args.first ?? 50 }),
  },
  ContactMerge: {
    from: (row, _args, ctx) => must(ctx.loaders.contact.load(row.fromId)),
    agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)),
    identityCount: (row) => row.identityIds.length,
    conversationCount: (row) => row.conversationIds.length,
  },
  TimelineEntry: {
    id: (event) => String(event.id),
    agent: (event, _args, ctx) => (event.agentId ? ctx.loaders.agent.load(event.agentId) : null),
    byContact: (event) => byContact(event),
    conversation: (event, _args, ctx) =>
      event.conversationId ? ctx.loaders.conversation.load(event.conversationId) : null,
    details: (event) => event.data,
  },
}

/** Facts that only a customer makes, and those that say so. */
const byContact = (event: { type: string; agentId: string | null; data: Record<string, unknown> }) =>
  event.agentId === null &&
  (['conversation.opened', 'conversation.rated', 'contact.created'].includes(event.type) ||
    event.data['by'] === 'contact')
