import { isAddress } from '../channels/address.ts'
import type { Context } from '../context.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import type { AddContactAddressInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { checkDetails } from './details.ts'
import { workOn } from './work.ts'

/** More than anybody has; an import gone wrong has them soon. */
const mostAddresses = 50

/**
 * Makes a mail address or number one of a contact's: whoever writes from it is this contact. It counts as unproved. Added
 * twice it is there once.
 * @throws InvalidInputError, NotFoundError; ConflictError when it belongs to another contact, which may be joined instead.
 */
export function addContactAddress(ctx: Context, input: AddContactAddressInput) {
  return workOn(ctx, input.contactId, async ({ tx, row, viewer }) => {
    const kind = input.kind === 'EMAIL' ? ('email' as const) : ('phone' as const)
    const value = addressFrom(kind, input.value)
    if ((await tx.identity.count({ where: { contactId: row.id } })) >= mostAddresses) {
      throw new InvalidInputError('value', `At most ${mostAddresses} addresses are possible.`)
    }
    const id = newId()
    const data = { id, contactId: row.id, kind, value, createdAt: ctx.clock.now() }
    const { count } = await tx.identity.createMany({ data, skipDuplicates: true })
    if (count === 0) {
      await refuseForeign(tx, row.id, { kind, value })
      return { contact: row }
    }
    const contact =
      row[kind] === null ? await tx.contact.update({ where: { id: row.id }, data: { [kind]: value } }) : row
    const fields = { fields: ['identities'] }
    await append(tx, { type: 'contact.changed', contactId: row.id, agentId: viewer.agentId, data: fields })
    return { contact }
  })
}

/** As channels know it. @throws InvalidInputError. */
function addressFrom(kind: 'email' | 'phone', given: string): string {
  const value = readAs(kind, given)
  if (!value) throw new InvalidInputError('value', 'Write an address.')
  if (kind === 'phone' && !isAddress(kind, value)) {
    throw new InvalidInputError('value', 'Begin the number with + and the code of its country, such as +49.')
  }
  return value
}

function readAs(kind: 'email' | 'phone', given: string) {
  try {
    return checkDetails({ [kind]: given })[kind]
  } catch (error) {
    // The same words, at the field where it stands here.
    if (error instanceof InvalidInputError) throw new InvalidInputError('value', error.message)
    throw error
  }
}

async function refuseForeign(tx: Tx, contactId: string, address: { kind: 'email' | 'phone'; value: string }) {
  const held = await tx.identity.findUniqueOrThrow({ where: { kind_value: address } })
  if (held.contactId === contactId) return
  throw new ConflictError('Another contact has this address. If both are one person, they can be joined.')
}
