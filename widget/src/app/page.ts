import { page } from '../visit/wire.ts'
import type { Core } from './core.ts'

/** Tells the hub which page a known visitor is on when a single-page site moves on without loading. */
export function watchPage({ host, wire }: Core, destroyed: AbortSignal): void {
  let at = location.href
  const moved = () => {
    if (location.href === at || !host.token()) return
    at = location.href
    // The site sets the new title after it has moved.
    setTimeout(() => wire.call('POST', 'page', page()).catch(() => {}), 300)
  }
  const options = { signal: destroyed }
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) navigation.addEventListener('navigatesuccess', moved, options)
  else
    for (const name of ['popstate', 'hashchange', 'click'])
      addEventListener(name, () => setTimeout(moved, 100), options)
}
