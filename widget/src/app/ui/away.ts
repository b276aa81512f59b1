import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Calls back on a press outside of what is open; within the shadow root, where targets are true. */
export function useAway(box: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const root = box.current!.getRootNode()
    const away = (event: Event) => !box.current?.contains(event.target as Node) && close()
    root.addEventListener('pointerdown', away)
    return () => root.removeEventListener('pointerdown', away)
  }, [open])
}
