import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { current } from '../state.ts'
import { useChat } from './context.ts'
import { Emoji } from './emoji.tsx'
import { Icon, IconButton } from './icons.tsx'
import { Uploads } from './uploads.tsx'
import { useDrop } from './drop.ts'

/** Where one writes: Enter sends, Shift and Enter begins a line; on phones Enter begins a line. */
export function Composer() {
  const { chat, state, t } = useChat()
  const { config, uploads } = state
  const [text, setText] = useState(chat.draft)
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLFormElement>(null)
  const conversation = current(state)
  const closed = conversation?.status === 'closed'
  const dropping = useDrop(box, config.features.attachments && !closed, chat.attach)
  // Another person has another draft; whoever types while the hub still answers goes on typing.
  useLayoutEffect(() => setText(chat.draft()), [state.visitor?.id])
  useLayoutEffect(() => {
    if (!field.current || !state.open) return
    field.current.style.height = 'auto'
    field.current.style.height = `${Math.min(field.current.scrollHeight, 140)}px`
  }, [text, closed, state.open])

  if (closed) {
    return (
      <div class="composer again">
        <button type="button" class="main" data-focus onClick={() => chat.startNew()}>
          {t('new')}
        </button>
      </div>
    )
  }
  const ready = uploads.every(({ attachment }) => attachment) && (text.trim() !== '' || uploads.length > 0)
  const change = (next: string) => {
    setText(next)
    chat.type(next)
  }
  const send = (event?: Event) => {
    event?.preventDefault()
    if (!ready) return
    chat.send(text.trim())
    setText('')
    field.current?.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && matchMedia('(pointer: fine)').matches)
      send(event)
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!files.length || !config.features.attachments) return
    event.preventDefault()
    chat.attach(files)
  }
  const insert = (emoji: string) => {
    const { selectionStart: from, selectionEnd: to } = field.current!
    change(text.slice(0, from) + emoji + text.slice(to))
    requestAnimationFrame(() => field.current?.setSelectionRange(from + emoji.length, from + emoji.length))
  }
  const left = config.limits.messageLength - text.length
  return (
    <form class={`composer ${dropping ? 'dropping' : ''}`} ref={box} onSubmit={send}>
      <Uploads />
      <textarea
        ref={field}
        rows={1}
        data-focus
        aria-label={t('message')}
        aria-describedby={state.uploadError ? 'sb-upload-error' : undefined}
        placeholder={dropping ? t('drop') : t('placeholder')}
        dir={text ? 'auto' : undefined}
        enterkeyhint="send"
        maxLength={config.limits.messageLength}
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={keys}
        onPaste={paste}
      />
      <div class="tools">
        {config.features.attachments && (
          <>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                chat.attach([...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
            <IconButton icon="attach" label={t('attach')} onClick={() => picker.current!.click()} />
          </>
        )}
        {config.features.emoji && <Emoji onPick={insert} onClose={() => field.current?.focus()} />}
        {left <= 200 && <small role="status">{t('left', { count: left })}</small>}
        <button type="submit" class="send" aria-label={t('send')} title={t('send')} disabled={!ready}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}
