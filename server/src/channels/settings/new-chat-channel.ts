import { randomBytes } from 'node:crypto'
import { newId } from '../../platform/ids.ts'
import type { Seal } from '../../platform/seal.ts'
import { defaultChatSettings } from '../chat/settings.ts'
import { newIdentitySecret } from './identity-secret.ts'

/** The row of a new chat, with a public key that cannot be guessed from another and a secret of its own. */
export function newChatChannel(
  seal: Seal,
  { name, brandId, title }: { name: string; brandId: string; title?: string },
) {
  const id = newId()
  return {
    id,
    kind: 'chat' as const,
    name,
    brandId,
    publicKey: randomBytes(12).toString('base64url'),
    settings: title ? { ...defaultChatSettings, title } : { ...defaultChatSettings },
    secrets: newIdentitySecret(seal, id),
  }
}
