import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAway } from './away.ts'
import { useChat } from './context.ts'

const emojis = Array.from('😀😄😂🙂😉😊😍😘😎🤔😅😬🙄😴😢😭😡😱🥳🤗🙏👍👎👏🙌👋💪👌✌🤝🔥⭐✨🎉🎁💡✅❌❓❗💬📦🚚💳🛒⏰')
const columns = 8

export interface EmojiGridProps {
  /** What holds the grid and its button: a press outside closes. */
  box: RefObject<HTMLDivElement | null>
  onPick(emoji: string): void
  /** `back` asks for the focus to go where it was. */
  onClose(back: boolean): void
}

/** A small grid; arrow keys move, Enter takes, Escape closes. */
export function EmojiGrid({ box, onPick, onClose }: EmojiGridProps) {
  const { t } = useChat()
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const focus = (index: number) => (grid.current!.children[index] as HTMLElement).focus()
  useEffect(() => focus(at), [])
  useAway(box, true, () => onClose(false))

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
      focus(next)
    }
    if (event.key === 'Escape') onClose(true)
    if (step || event.key === 'Escape') event.preventDefault()
  }
  return (
    <div class="grid" role="group" aria-label={t('emoji')} ref={grid} onKeyDown={keys}>
      {emojis.map((emoji, index) => (
        <button key={emoji} type="button" tabIndex={index === at ? 0 : -1} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}
