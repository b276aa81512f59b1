type Outside = CustomEvent<{ originalEvent: Event }>

/**
 * How a sheet behaves towards the button that opened it: a press on the button is left to the button, and the focus goes
 * back to it unless the sheet was closed by going elsewhere.
 */
export function useAnchored(anchor: () => HTMLElement | null) {
  let wentElsewhere = false
  return {
    onInteractOutside(event: Outside) {
      if (event.target instanceof Node && anchor()?.contains(event.target)) event.preventDefault()
      else wentElsewhere = true
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault()
      if (!wentElsewhere) anchor()?.focus()
      wentElsewhere = false
    },
  }
}
