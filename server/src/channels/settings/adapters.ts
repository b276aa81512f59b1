import type { Context } from '../../context.ts'
import { ConflictError } from '../../errors.ts'
import type { EmailChannel } from '../email/email.ts'
import type { SmsChannel } from '../sms/sms.ts'

/** The adapter of mailboxes. @throws ConflictError on a hub that carries no mail. */
export function mailOf(ctx: Context): EmailChannel {
  const adapter = ctx.adapterOf('email')
  if (!adapter) throw new ConflictError('This hub is not set up to carry mail.')
  return adapter as EmailChannel
}

/** The adapter of texts. @throws ConflictError on a hub that carries none. */
export function textsOf(ctx: Context): SmsChannel {
  const adapter = ctx.adapterOf('sms')
  if (!adapter) throw new ConflictError('This hub is not set up to carry texts.')
  return adapter as SmsChannel
}
