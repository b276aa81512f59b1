import { useRef, useState } from 'preact/hooks'
import { useChat } from './context.ts'
import type { EmojiGrid } from './emoji-grid.tsx'
import { IconButton } from './icons.tsx'

/** The button to the emoji, which are fetched when somebody wants one. */
export function Emoji({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }) {
  const { t } = useChat()
  const [open, setOpen] = useState(false)
  const [loaded, setLoaded] = useState<{ EmojiGrid: typeof EmojiGrid }>()
  const box = useRef<HTMLDivElement>(null)
  const close = (back: boolean) => {
    setOpen(false)
    if (back) onClose()
  }
  const toggle = () => {
    setOpen(!open)
    import('./emoji-grid.tsx').then(setLoaded, () => setOpen(false))
  }
  const pick = (emoji: string) => {
    onPick(emoji)
    close(true)
  }
  return (
    <div class="emoji" ref={box}>
      <IconButton icon="emoji" label={t('emoji')} expanded={open} onClick={toggle} />
      {open && loaded && <loaded.EmojiGrid box={box} onPick={pick} onClose={close} />}
    </div>
  )
}
