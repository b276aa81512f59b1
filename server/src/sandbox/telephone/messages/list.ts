import type { State, Text } from '../state.ts'

/** The texts that a question asks for, the newest first. Dates may be days or moments. */
export function listTexts({ texts }: State, query: URLSearchParams): Text[] {
  const to = query.get('To')
  const from = query.get('From')
  const after = momentOf(query.get('DateSent>'))
  const before = momentOf(query.get('DateSent<'))
  const day = query.get('DateSent')?.slice(0, 10)
  return texts
    .filter((text) => {
      const sent = wholeSecond(text.sentAt)
      return (
        (!to || text.to === to) &&
        (!from || text.from === from) &&
        (after === null || (sent !== null && sent >= after)) &&
        (before === null || (sent !== null && sent <= before)) &&
        (!day || text.sentAt?.toISOString().startsWith(day) === true)
      )
    })
    .toReversed()
}

const momentOf = (text: string | null) => (text === null ? null : new Date(text).getTime())
const wholeSecond = (date: Date | null) => date && Math.floor(date.getTime() / 1000) * 1000
