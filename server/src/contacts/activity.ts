import * as v from 'valibot'
import type { Context } from '../context.ts'

const text = v.fallback(v.string(), '')
const Activity = v.object({
  url: v.string(),
  title: text,
  referrer: text,
  client: text,
  at: v.pipe(v.string(), v.isoTimestamp()),
})

/** The page a visitor is on, as their widget last said; null when it is not connected, or has not said. */
export function activityOf(ctx: Context, contactId: string) {
  const said = v.safeParse(Activity, ctx.presence.get(`contact:${contactId}`))
  return said.success ? { ...said.output, at: new Date(said.output.at), online: true } : null
}
