import { useIntervalFn } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { client } from '../gql/client.ts'
import { WallboardDocument, type WallboardQuery } from '../gql/gen/graphql.ts'
import { useClock } from '../live/clock.ts'
import { alarm } from './alarm.ts'
import { type Level, levelOf } from './level.ts'

export type Wall = NonNullable<WallboardQuery['wallboard']>
const every = 1500

/** What a board shows, read again and again; a hub that does not answer leaves the last figures, and says so. */
export function useWall(token: string) {
  const wall = shallowRef<Wall | null>(null)
  const gone = ref(false)
  const lost = ref(false)
  /** How far this screen's clock is behind the hub's, in ms: waits are counted by the hub's. */
  let behind = 0
  const clock = useClock()
  const now = computed(() => clock.value.getTime() + behind)
  let asking = false

  async function ask() {
    if (asking) return
    asking = true
    const { data, error } = await client
      .query(WallboardDocument, { token }, { requestPolicy: 'network-only' })
      .toPromise()
    asking = false
    lost.value = Boolean(error)
    if (!data) return
    const next = data.wallboard ?? null
    gone.value = next === null
    if (next) behind = Date.parse(next.at) - Date.now()
    if (next?.sound && becameRed(wall.value, next)) alarm()
    wall.value = next
  }
  void ask()
  useIntervalFn(ask, every)
  const level = ({ oldestSince }: Wall['queues'][number]): Level =>
    wall.value && oldestSince ? levelOf(now.value - Date.parse(oldestSince), wall.value) : 'calm'
  return { wall, gone, lost, now, level }
}

/** Whether a wait is red now that was not when it was looked at before. */
function becameRed(before: Wall | null, next: Wall): boolean {
  const red = (wall: Wall) =>
    new Set(
      wall.queues
        .filter(
          ({ oldestSince }) => oldestSince && levelOf(Date.parse(wall.at) - Date.parse(oldestSince), wall) === 'red',
        )
        .map(({ id }) => id),
    )
  const was = before ? red(before) : new Set<string>()
  return [...red(next)].some((id) => !was.has(id))
}
