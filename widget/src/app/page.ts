import { page } from '../visit/wire.ts'
import type { Core } from './core.ts'

/** Tells the hub which page a known visitor is on when a single-page site moves on without loading. */
export function watchPage({ host, wire }: Core, destroyed: AbortSignal): void {
  let at = location.href
  const look = () => {
    if (location.href === at || !host.token()) return
    at = location.href
    wire.call('POST', 'page', page()).catch(() => {})
  }
  // The site sets the new title after it has moved.
  const moved = () => setTimeout(look, 300)
  // Browsers without the Navigation API tell of steps back and forth only; a click is what else moves a site on.
  const { navigation } = window as { navigation?: EventTarget }
  for (const name of ['navigatesuccess', 'popstate', 'click']) {
    ;(name[0] === 'n' ? navigation : window)?.addEventListener(name, moved, { signal: destroyed })
  }
}
