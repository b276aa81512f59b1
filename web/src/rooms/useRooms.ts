import { useQuery } from '@urql/vue'
import { computed, onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { RoomsDocument } from '../gql/gen/graphql.ts'
import { playNotice } from '../inbox/sound.ts'
import { onChange } from '../live/changes.ts'
import { may, useViewer } from '../session/viewer.ts'
import { notify } from '../ui/toast.ts'
import { panel, showRoom } from './panel.ts'

/** The viewer's rooms, kept current, and how much in their own they have not read. */
export function useRooms() {
  const { data, error, executeQuery } = useQuery({ query: RoomsDocument, requestPolicy: 'cache-and-network' })
  const reread = () => executeQuery({ requestPolicy: 'network-only' })
  const rooms = computed(() => data.value?.rooms ?? [])
  const unread = computed(() => rooms.value.reduce((sum, room) => sum + (room.member ? room.unread : 0), 0))
  const stop = onChange((change) => {
    const named = change.__typename === 'DirectoryChanged' && ['GROUPS', 'QUEUES'].includes(change.list)
    // Of other rooms everybody hears that something was said, too.
    const own = change.__typename === 'RoomChanged' && rooms.value.some(({ id }) => id === change.roomId)
    if (named || own) void reread()
  })
  onScopeDispose(stop)
  return { rooms, unread, error, reread }
}

/** Calls whom people ask: a senior agent is told at once, wherever they are. */
export function useHelpCalls(rooms: ReturnType<typeof useRooms>['rooms']): void {
  const { t } = useI18n()
  const viewer = useViewer()
  const stop = onChange((change) => {
    if (change.__typename !== 'RoomChanged' || !change.help) return
    const room = rooms.value.find(({ id }) => id === change.roomId)
    const { agent } = viewer.value
    const asked = room && (room.senior?.id === agent.id || (room.member && may('rooms.help')))
    // What is replayed after a cut is not news; whoever looks at the room sees it.
    if (!asked || Date.now() - Date.parse(change.at) > 60_000 || (panel.open && panel.roomId === room.id)) return
    if (viewer.value.notifications.sound) playNotice()
    void notify(t('app.rooms.called', { room: room.name }), {
      label: t('app.rooms.show'),
      run: () => showRoom(room.id),
    })
  })
  onScopeDispose(stop)
}
