import type { Context } from '../context.ts'
import type { UpdateContactInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { mergeAttributes } from './attributes.ts'
import { checkDetails, type Details } from './details.ts'
import { workOn } from './work.ts'

/**
 * Changes what is known about a contact: fields left out stay, null empties. The event names the fields, never values.
 * @throws InvalidInputError, NotFoundError.
 */
export function updateContact(ctx: Context, input: UpdateContactInput) {
  return workOn(ctx, input.contactId, async ({ tx, row, viewer }) => {
    const details = checkDetails(input)
    const attributes = mergeAttributes(row.attributes, input.attributes)
    const fields: string[] = keysOf(details).filter((key) => details[key] !== row[key])
    if (attributes) fields.push('attributes')
    if (fields.length === 0) return { contact: row }
    const data = { ...details, ...(attributes && { attributes }) }
    const contact = await tx.contact.update({ where: { id: row.id }, data })
    await append(tx, { type: 'contact.changed', contactId: row.id, agentId: viewer.agentId, data: { fields } })
    return { contact }
  })
}

const keysOf = (details: Details) => Object.keys(details) as (keyof Details)[]
