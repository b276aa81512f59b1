import type { WireMessage } from '../../protocol.ts'
import { dayLabel, dayOf } from '../text/time.ts'

export type MessageRow = { message: WireMessage; begins: boolean; ends: boolean }
export type Row = { day: string } | MessageRow

const close = 5 * 60_000

function together(one: WireMessage | undefined, other: WireMessage | undefined): boolean {
  if (!one || !other || one.author !== other.author || one.agent?.id !== other.agent?.id) return false
  return dayOf(one.at) === dayOf(other.at) && Date.parse(other.at) - Date.parse(one.at) < close
}

/** Messages with day lines between, and where a run of one author's messages begins and ends. */
export function rowsOf(messages: WireMessage[], locale: string): Row[] {
  return messages.flatMap((message, at): Row[] => {
    const before = messages[at - 1]
    const row = { message, begins: !together(before, message), ends: !together(message, messages[at + 1]) }
    const newDay = !before || dayOf(before.at) !== dayOf(message.at)
    return newDay ? [{ day: dayLabel(message.at, locale) }, row] : [row]
  })
}
