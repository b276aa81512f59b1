import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Customer, CustomerDesk } from '../channel.ts'
import { ForbiddenError, UnauthenticatedError } from '../../errors.ts'
import type { ChatLimits } from './limits.ts'
import type { PreparedChat } from './prepared.ts'
import type { Claims, Tokens } from './token.ts'
import type { Streams } from './stream.ts'

/** What the routes of the chat work with. */
export interface Chat {
  desk: CustomerDesk
  tokens: Tokens
  limits: ChatLimits
  streams: Streams
  now(): Date
  /** Who may ask this chat at all, by site and address. @throws ForbiddenError saying why not. */
  admit(req: IncomingMessage, chat: PreparedChat, address: string): void
}

/** One request on one chat. */
export interface Exchange extends Chat {
  req: IncomingMessage
  res: ServerResponse
  chat: PreparedChat
  /** Where it comes from. */
  address: string
  query: URLSearchParams
  /** The id in the path, where the route has one. */
  id: string
}

/** Somebody who showed a good token. */
export interface Known {
  customer: Customer
  claims: Claims
}

export const customerOf = (chat: PreparedChat, { kind, value }: Pick<Claims, 'kind' | 'value'>): Customer => ({
  channelId: chat.channel.id,
  brandId: chat.channel.brand.id,
  kind,
  value,
})

/**
 * Who asks, by the bearer token. Whether they are blocked is asked where something is read or written.
 * @throws UnauthenticatedError; ForbiddenError `identity_required`.
 */
export async function authenticate({ req, chat, tokens }: Pick<Exchange, 'req' | 'chat' | 'tokens'>): Promise<Known> {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ')
  const claims = scheme?.toLowerCase() === 'bearer' && token ? await tokens.read(token, chat) : null
  if (!claims) throw new UnauthenticatedError('This session has ended. Please begin a new one.')
  refuseAnonymous(chat, claims.kind)
  return { customer: customerOf(chat, claims), claims }
}

/** @throws ForbiddenError `identity_required` on a chat for signed-in users only. */
export function refuseAnonymous({ settings }: PreparedChat, kind: Customer['kind']): void {
  if (!settings.identityRequired || kind === 'external') return
  throw new ForbiddenError('Please sign in to chat with us.', 'identity_required')
}
