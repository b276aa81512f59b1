import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/build/root.ts'

/** An operation of the web app, as it sends and as the hub knows it. */
export interface Operation {
  text: string
  extensions: { persistedQuery: { version: 1; sha256Hash: string } }
}

/** What an agent's screen asks, by the operation's name. @throws Error when the web app has no such operation. */
export function operation(name: string): Operation {
  const file = join(root, 'web/src/gql/gen/persisted.json')
  const known = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
  const found = known.find(([, text]) => new RegExp(`^(query|mutation|subscription) ${name}\\b`, 'm').test(text))
  if (!found) throw new Error(`The web app has no operation ${name}`)
  return { text: found[1], extensions: { persistedQuery: { version: 1, sha256Hash: found[0] } } }
}
