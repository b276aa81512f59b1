import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WireMessage } from '../../protocol.ts'

/** Keeps the end in view while one is there, and the place where one reads when older messages come in above. */
export function useScroll(
  log: RefObject<HTMLElement | null>,
  messages: WireMessage[],
  waiting: number,
  typing: boolean,
) {
  const atEnd = useRef(true)
  const before = useRef({ first: 0, last: 0, height: 0, waiting: 0 })
  const [unseen, setUnseen] = useState(false)
  const jump = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
    setUnseen(false)
  }
  const first = messages[0]?.seq ?? 0
  const last = messages.at(-1)?.seq ?? 0

  useLayoutEffect(() => {
    const box = log.current!
    const was = before.current
    const mine = waiting > was.waiting
    if (atEnd.current || mine) jump()
    else if (first < was.first) box.scrollTop += box.scrollHeight - was.height
    else if (last > was.last) setUnseen(true)
    before.current = { first, last, waiting, height: box.scrollHeight }
  }, [first, last, waiting, typing])

  useEffect(() => {
    const box = log.current!
    const look = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 48
      if (atEnd.current) setUnseen(false)
    }
    // The box changes with the composer and the phone's keyboard, what is in it with the rating.
    const watch = new ResizeObserver(() => atEnd.current && jump())
    watch.observe(box)
    watch.observe(box.firstElementChild!)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return { unseen, jump }
}
