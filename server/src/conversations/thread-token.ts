import type { Services } from '../context.ts'

/** `<number in base 36>.<16 hex digits>`: short enough for the part of an address before the @, whatever its case. */
const form = /^([0-9a-z]{1,7})\.([0-9a-f]{16})$/

/** What the hub signs so that an answer finds its conversation: in addresses, links and ids of messages. */
export function threadToken({ seal }: Pick<Services, 'seal'>, conversation: { id: string; number: number }): string {
  return `${conversation.number.toString(36)}.${seal.sign('thread', conversation.id).slice(0, 16)}`
}

/** The conversation whose token this is; null when the hub did not sign it. */
export async function conversationOfToken(
  { db, seal }: Pick<Services, 'db' | 'seal'>,
  token: string,
): Promise<{ id: string; number: number } | null> {
  const [, number = ''] = form.exec(token.toLowerCase()) ?? []
  const value = Number.parseInt(number, 36)
  if (!(value > 0 && value < 2 ** 31)) return null
  const row = await db.prisma.conversation.findUnique({ where: { number: value }, select: { id: true, number: true } })
  return row && threadToken({ seal }, row) === token.toLowerCase() ? row : null
}

/** The id an outgoing message is known by everywhere, as mail writes it; it names its conversation by the token in it. */
export const messageReference = (messageId: string, token: string, domain: string): string =>
  `<${messageId.replaceAll('-', '')}.${token}@${domain}>`

/** The id of a message to people outside the conversation: it names nothing. */
export const foreignReference = (messageId: string, domain: string): string =>
  `<${messageId.replaceAll('-', '')}@${domain}>`

/** The token in the id of a message of ours; null for ids of others. */
export const tokenOfReference = (reference: string): string | null =>
  /^<[0-9a-f]{32}\.([0-9a-z]{1,7}\.[0-9a-f]{16})@/i.exec(reference)?.[1]?.toLowerCase() ?? null
