import type { Prisma } from '@switchboard/prisma'
import type { Seal } from '../../platform/seal.ts'
import { secretPlace } from '../carried-config.ts'

/** What a form gave of a channel's secrets: what is left out stays, an empty one is removed. */
export type GivenSecrets = Record<string, string | null | undefined> | null | undefined

/** Opened secrets with what was given of them. */
export function withSecrets(before: Record<string, string>, given: GivenSecrets): Record<string, string> {
  const after = { ...before }
  for (const [name, value] of entries(given)) {
    if (value === '') delete after[name]
    else after[name] = value
  }
  return after
}

/** `Channel.secrets` of the channel with this id, as it is stored, after what was given of `checked` ones. */
export function sealedSecrets(
  seal: Seal,
  { id, secrets }: { id: string; secrets: unknown },
  given: GivenSecrets,
  checked: Record<string, string | undefined>,
): Prisma.InputJsonObject {
  const stored = { ...(secrets as Record<string, string>) }
  for (const [name] of entries(given)) {
    const value = checked[name]
    if (value === undefined) delete stored[name]
    else stored[name] = seal.close(value, secretPlace(id, name))
  }
  return stored
}

const entries = (given: GivenSecrets) =>
  Object.entries(given ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
