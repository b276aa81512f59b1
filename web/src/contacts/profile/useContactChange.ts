import { type UpdateContactInput, UpdateContactDocument } from '../../gql/gen/graphql.ts'
import { mutate } from '../../gql/mutate.ts'

type Change = Omit<UpdateContactInput, 'contactId'>

/** Stores changes of a contact; answers what is wrong, or null once it is stored. */
export function useContactChange(contactId: () => string) {
  return async (change: Change): Promise<string | null> => {
    const outcome = await mutate(UpdateContactDocument, { contactId: contactId(), ...change })
    return outcome.ok ? null : outcome.message
  }
}
