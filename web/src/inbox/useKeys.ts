import { useEventListener } from '@vueuse/core'

const inField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    Boolean(target.closest('[role=dialog],[role=menu],[role=alertdialog]')))

/** Single keys that do things, while nobody is typing and nothing is open in front. */
export function useKeys(keys: Record<string, () => void>): void {
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return
    const act = keys[event.key]
    if (document.querySelector('[role=dialog]:not([data-modeless]),[role=alertdialog],[role=menu]')) return
    if (!act) return
    event.preventDefault()
    act()
  })
}
