import { client } from '../gql/client.ts'
import { DirectoryDocument, PresenceReasonsDocument } from '../gql/gen/graphql.ts'

/** Reads what the choices of a state are made of, unless it is known. */
export const preload = (): Promise<unknown> =>
  Promise.all([client.query(PresenceReasonsDocument, {}).toPromise(), client.query(DirectoryDocument, {}).toPromise()])
