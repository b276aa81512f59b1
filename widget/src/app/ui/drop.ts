import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Takes files dropped anywhere on the panel; true while they hover over it. */
export function useDrop(
  inside: RefObject<HTMLElement | null>,
  enabled: boolean,
  onFiles: (files: File[]) => void,
): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const panel = inside.current?.closest<HTMLElement>('.panel')
    if (!panel || !enabled) return
    const stop = new AbortController()
    const listen = (name: 'dragover' | 'dragleave' | 'drop', work: (event: DragEvent) => void) =>
      panel.addEventListener(name, work, { signal: stop.signal })
    listen('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    })
    listen('dragleave', () => setOver(false))
    listen('drop', (event) => {
      event.preventDefault()
      setOver(false)
      onFiles([...(event.dataTransfer?.files ?? [])])
    })
    return () => stop.abort()
  }, [enabled])
  return over
}
