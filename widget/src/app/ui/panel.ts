import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** On phones the panel is as high as what the keyboard leaves of the screen. */
export function useViewport(panel: RefObject<HTMLElement | null>, open: boolean): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!open || !view) return
    const fit = () => {
      panel.current?.style.setProperty('--height', `${view.height}px`)
      panel.current?.style.setProperty('--top', `${view.offsetTop}px`)
    }
    fit()
    view.addEventListener('resize', fit)
    view.addEventListener('scroll', fit)
    return () => {
      view.removeEventListener('resize', fit)
      view.removeEventListener('scroll', fit)
    }
  }, [open])
}

/** Moves the focus into the chat when it opens or turns to another page; a finger does not get a keyboard by that. */
export function useFocus(panel: RefObject<HTMLElement | null>, open: boolean, page: string): void {
  useEffect(() => {
    if (!open) return
    const mouse = matchMedia('(pointer: fine)').matches
    const target = mouse ? panel.current?.querySelector<HTMLElement>('[data-focus]') : null
    const focus = target ?? panel.current
    focus?.focus({ preventScroll: true })
  }, [open, page])
}
