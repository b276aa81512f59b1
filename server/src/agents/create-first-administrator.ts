import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import { newChatChannel } from '../channels/settings/new-chat-channel.ts'
import type { CreateFirstAdministratorInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedEmail, checkPassword, createCredentials, hashed } from './credentials.ts'
import { lockPeople } from './people-lock.ts'
import { checkSetupToken, needsAdministrator, setupTokenName } from './setup.ts'

/**
 * Makes an empty hub somebody's: its first administrator, brand, team and chat. Of many at once one succeeds.
 * @throws ForbiddenError without the one-time token where it is asked for; InvalidInputError; ConflictError once there
 * is an administrator; RateLimitedError.
 */
export async function createFirstAdministrator(ctx: Context, input: CreateFirstAdministratorInput) {
  if (!(await needsAdministrator(ctx.db.prisma))) throw taken()
  await checkSetupToken(ctx, input.token)
  const name = line('name', input.name, 80)
  const email = checkedEmail(input.email)
  const centre = line('centre', input.centre, 80)
  checkPassword(input.password)
  const passwordHash = await hashed(input.password)
  const agent = await transact(ctx, async (tx) => {
    await lockPeople(tx)
    if (!(await needsAdministrator(tx))) throw taken()
    const userId = await createCredentials(tx, { name, email, passwordHash })
    const brand = await tx.brand.create({ data: { id: newId(), name: centre } })
    const teams = { create: { team: { create: { id: newId(), name: 'Support', description: 'Answers customers.' } } } }
    const administrator = await tx.agent.create({ data: { id: newId(), userId, name, role: 'administrator', teams } })
    await tx.channel.create({
      data: newChatChannel(ctx.seal, { name: 'Website chat', brandId: brand.id, title: centre }),
    })
    await tx.setting.deleteMany({ where: { name: setupTokenName } })
    const lists = ['BRANDS', 'TEAMS', 'CHANNELS'].map((list) => ({ type: 'directory.changed', data: { list } }))
    await append(tx, { type: 'agent.changed', data: { agentId: administrator.id } }, ...lists)
    return administrator
  })
  return { agent }
}

const taken = () => new ConflictError('This centre already has an administrator. Please sign in.')
