import type { ChatState } from '../state.ts'
import { nextOpening } from '../text/hours.ts'
import { spanLabel } from '../text/time.ts'
import type { Translate } from '../text/translate.ts'

/** When an answer may be expected; empty when the site does not want to say. */
export function hintOf({ config, online }: ChatState, t: Translate, locale: string): string {
  const { replyTimeSeconds, hours } = config
  if (online) return replyTimeSeconds ? t('reply', { time: spanLabel(replyTimeSeconds, locale) }) : ''
  const next = hours?.openNow ? null : hours?.nextOpenAt
  return next ? t('home.opens', { when: nextOpening(next, locale) }) : t('away.reply')
}
