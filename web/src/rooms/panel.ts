import { reactive } from 'vue'

/** The conversation that help is asked for. */
export interface About {
  id: string
  number: number
  name: string
  queueId: string
}

/** What the rooms beside the screen show; the same wherever one is. */
export const panel = reactive<{ open: boolean; roomId: string | null; about: About | null }>({
  open: false,
  roomId: null,
  about: null,
})

/** Shows a room, or the list of rooms. */
export function showRoom(roomId: string | null): void {
  Object.assign(panel, { open: true, roomId, about: null })
}

/** Asks for help with a conversation. */
export function askForHelp(about: About): void {
  Object.assign(panel, { open: true, roomId: null, about })
}

interface Place {
  id: string
  member: boolean
  queue?: { id: string } | null
}

/** Where help is asked first: one's own group, else the room of the conversation's queue, else any room of one's own. */
export function firstToAsk<Room extends Place>(rooms: readonly Room[], queueId: string): Room | null {
  const own = rooms.filter(({ member }) => member)
  return own.find(({ queue }) => !queue) ?? own.find(({ queue }) => queue?.id === queueId) ?? own[0] ?? null
}
