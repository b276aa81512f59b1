import { useEventListener } from '@vueuse/core'
import { onScopeDispose, shallowRef } from 'vue'

/** A tooltip to show: its words, and the element that it belongs to. */
export interface Tip {
  text: string
  shortcut: string | undefined
  side: string
  of: HTMLElement
}

const patience = 500
const grace = 150

/**
 * The tooltip of whatever the pointer rests on or the keyboard has reached. It comes after half a second, at once where
 * one was just shown, stays while the pointer is on it, and goes with Escape, a press, or a scroll.
 */
export function useTip() {
  const tip = shallowRef<Tip | null>(null)
  let next: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let goneAt = 0

  function hide() {
    clearTimeout(timer)
    if (tip.value) goneAt = Date.now()
    next = null
    tip.value = null
  }
  function show(of: HTMLElement) {
    const { tip: text, tipKey: shortcut, tipSide: side = 'bottom' } = of.dataset
    // What it opened is in front of it now and says more.
    if (!text || !of.isConnected || of.ariaExpanded === 'true') return
    tip.value = { text, shortcut, side, of }
  }
  function later(of: HTMLElement | null, wait: number) {
    if (of === next) return
    clearTimeout(timer)
    next = of
    timer = setTimeout(() => (of ? show(of) : hide()), wait)
  }
  const marked = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  const onTip = (target: EventTarget | null) => target instanceof Element && target.closest('[data-tooltip]')

  useEventListener(document, 'pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return
    if (onTip(target)) return later(tip.value?.of ?? null, 0)
    const of = marked(target)
    if (of && of !== tip.value?.of) later(of, tip.value || Date.now() - goneAt < 300 ? 0 : patience)
    else if (of) later(of, 0)
    else later(null, tip.value ? grace : 0)
  })
  useEventListener(document, 'focusin', ({ target }) => {
    const of = marked(target)
    if (of?.matches(':focus-visible')) later(of, 0)
    else hide()
  })
  useEventListener(document, ['pointerdown', 'focusout'], hide)
  useEventListener(document, 'scroll', hide, { capture: true, passive: true })
  useEventListener(document, 'keydown', (event) => event.key === 'Escape' && hide())
  onScopeDispose(hide)
  return tip
}
