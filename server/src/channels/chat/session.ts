import type { CustomerDetails } from '../channel.ts'
import { ForbiddenError } from '../../errors.ts'
import type { SessionAnswer } from '../../../../widget/src/protocol.ts'
import { clientName } from './client.ts'
import { customerOf, type Exchange, refuseAnonymous } from './exchange.ts'
import { readIdentity, type StatedIdentity } from './identity.ts'
import { attributes, flag, locale, object, page } from './parse.ts'
import { readJson } from './request.ts'
import { signedNames, unsigned } from './signed-attributes.ts'
import { type Claims, renewBelow } from './token.ts'

type Person = Pick<Claims, 'kind' | 'value' | 'vouchedBy' | 'details' | 'signed'>

/** Begins or goes on with a session: who is this, may they chat, and what is theirs. */
export async function beginSession(ex: Exchange): Promise<SessionAnswer> {
  const { desk, chat, req } = ex
  const body = await readJson(req)
  const given = typeof body.token === 'string' ? body.token : null
  const before = flag(body, 'reset') ? null : await goOn(ex, given)
  const stated = await readIdentity(body, chat, ex.now())
  const said = { locale: locale(body.locale), attributes: attributes(body) }
  const person = whoNow(chat.channel.brand.id, before, stated, said)
  refuseAnonymous(chat, person.kind)
  const customer = customerOf(chat, person)
  const seen = page(object(body, 'page'), clientName(req.headers['user-agent']))
  if (before?.kind === 'visitor' && person.kind === 'external') {
    await desk.signIn(customerOf(chat, before), customer, person.details)
  }
  await desk.saveDetails(customer, person.details, stated?.detailsVouched ?? false)
  if (seen) desk.look(customer, seen)
  const { profile, conversation, unread, cursor } = await desk.home(customer, person.details)
  return { token: await tokenFor(ex, person, before, given), visitor: profile, conversation, unread, cursor }
}

/** The token's person, unless their browser's session ended when they signed in. @throws ForbiddenError `blocked`. */
async function goOn({ tokens, chat, desk }: Exchange, token: string | null): Promise<Claims | null> {
  const claims = await tokens.read(token, chat)
  if (!claims) return null
  const { superseded, blocked } = await desk.standing(customerOf(chat, claims))
  if (blocked && !superseded) throw new ForbiddenError('This chat is not available to you.', 'blocked')
  return superseded ? null : claims
}

/**
 * A signed user is that user. An id without a signature opens nothing: it is kept as what an anonymous visitor says of
 * themselves, and it never stays in the session of somebody else.
 */
function whoNow(brandId: string, before: Claims | null, stated: StatedIdentity | null, said: CustomerDetails): Person {
  if (stated?.vouchedBy) {
    const { userId, vouchedBy } = stated
    const value = externalValue(brandId, userId)
    const signed = stated.detailsVouched ? signedNames(stated.details) : before?.value === value ? before.signed : []
    return { kind: 'external', value, vouchedBy, details: merged(stated.details, unsigned(said, signed)), signed }
  }
  const claimed = stated ? merged(stated.details, said, { attributes: { userId: stated.userId } }) : merged(said)
  const stays =
    before && (before.kind === 'visitor' || !stated || before.value === externalValue(brandId, stated.userId))
  if (stays) return { ...before, details: merged(before.details, unsigned(claimed, before.signed)) }
  return { kind: 'visitor', value: crypto.randomUUID(), vouchedBy: null, details: claimed, signed: [] }
}

/** Users are the brand's: the same id on another company's site is somebody else. */
export const externalValue = (brandId: string, userId: string): string => `${brandId}:${userId}`

const longestDetails = 3000

/** Later statements win, empty ones do not; what would not fit a token is left out. */
function merged(...all: CustomerDetails[]): CustomerDetails {
  const result: CustomerDetails = {}
  for (const { attributes: more, ...plain } of all) {
    Object.assign(result, Object.fromEntries(Object.entries(plain).filter(([, value]) => value)))
    if (more && Object.keys(more).length > 0) result.attributes = { ...result.attributes, ...more }
  }
  const { attributes: dropped, ...rest } = result
  return JSON.stringify(result).length > longestDetails && dropped ? rest : result
}

/** The same token as long as it says the same: other tabs take a new one for another person. */
async function tokenFor(ex: Exchange, person: Person, before: Claims | null, given: string | null): Promise<string> {
  const same =
    before !== null &&
    given !== null &&
    (['kind', 'value', 'vouchedBy'] as const).every((name) => before[name] === person[name]) &&
    JSON.stringify([before.details, before.signed]) === JSON.stringify([person.details, person.signed]) &&
    before.expires - ex.now().getTime() / 1000 > renewBelow
  return same ? given : ex.tokens.sign({ channelId: ex.chat.channel.id, ...pick(person) })
}

const pick = ({ kind, value, vouchedBy, details, signed }: Person): Person => ({
  kind,
  value,
  vouchedBy,
  details,
  signed,
})
