import { computed, type ComputedRef, shallowRef } from 'vue'
import { client } from '../gql/client.ts'
import { type ViewerPartsFragment, ViewerDocument } from '../gql/gen/graphql.ts'

const viewer = shallowRef<ViewerPartsFragment | null>(null)
let asked: Promise<ViewerPartsFragment | null> | undefined

/** The signed-in agent, read once and then kept current by the cache; null when nobody is signed in. */
export function loadViewer(): Promise<ViewerPartsFragment | null> {
  asked ??= new Promise((resolve, reject) => {
    client.query(ViewerDocument, {}).subscribe((result) => {
      if (result.data) viewer.value = result.data.viewer ?? null
      if (result.error && !result.data) {
        asked = undefined
        if (result.error.networkError) reject(result.error)
        else resolve(null)
      } else resolve(viewer.value)
    })
  })
  return asked
}

/** The signed-in agent. Only for screens behind the sign-in. */
export function useViewer(): ComputedRef<ViewerPartsFragment> {
  return computed(() => {
    if (!viewer.value) throw new Error('This screen needs somebody signed in')
    return viewer.value
  })
}

/** Whether the viewer's role allows something, such as `people.invite`. */
export const may = (permission: string): boolean => viewer.value?.permissions.includes(permission) === true
