import { client } from '../gql/client.ts'
import { OwnPresenceDocument } from '../gql/gen/graphql.ts'
import { i18n } from '../i18n.ts'
import { notify } from '../ui/toast.ts'
import { presenceName } from './words.ts'

/** Who set the viewer's state, to what, and their words: those are for the viewer alone, so they do not come live. */
export async function tellOfForce(): Promise<void> {
  const { t } = i18n.global
  const { data } = await client.query(OwnPresenceDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  const now = data?.viewer?.agent.presence
  if (!now?.by) return
  const set = t('app.presence.setBy', { name: now.by.name, state: presenceName(now, t) })
  await notify(now.note ? `${set}: ${now.note}` : set)
}
