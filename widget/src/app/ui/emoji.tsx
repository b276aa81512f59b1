import { useEffect, useRef, useState } from 'preact/hooks'
import { useAway } from './away.ts'
import { useChat } from './context.ts'
import { IconButton } from './icons.tsx'

const emojis = Array.from('😀😄😂🙂😉😊😍😘😎🤔😅😬🙄😴😢😭😡😱🥳🤗🙏👍👎👏🙌👋💪👌✌🤝🔥⭐✨🎉🎁💡✅❌❓❗💬📦🚚💳🛒⏰')
const columns = 8

/** A small grid; arrow keys move, Enter takes, Escape closes. */
export function Emoji({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }) {
  const { t } = useChat()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open) (grid.current?.children[at] as HTMLElement | undefined)?.focus()
  }, [open])
  useAway(box, open, () => setOpen(false))

  const keys = (event: KeyboardEvent) => {
    const forward = getComputedStyle(grid.current!).direction === 'rtl' ? -1 : 1
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: columns,
      ArrowUp: -columns,
    }
    const step = steps[event.key]
    if (step) {
      const next = Math.min(emojis.length - 1, Math.max(0, at + step))
      setAt(next)
      ;(grid.current!.children[next] as HTMLElement).focus()
    }
    if (event.key === 'Escape') {
      setOpen(false)
      onClose()
    }
    if (step || event.key === 'Escape') event.preventDefault()
  }
  const pick = (emoji: string) => {
    setOpen(false)
    onPick(emoji)
    onClose()
  }
  return (
    <div class="emoji" ref={box}>
      <IconButton icon="emoji" label={t('emoji')} expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <div class="grid" role="group" aria-label={t('emoji')} ref={grid} onKeyDown={keys}>
          {emojis.map((emoji, index) => (
            <button key={emoji} type="button" tabIndex={index === at ? 0 : -1} onClick={() => pick(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
