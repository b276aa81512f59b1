import { useRef, useState } from 'preact/hooks'
import { current } from '../state.ts'
import { spoken } from '../text/translate.ts'
import { useAway } from './away.ts'
import { useChat } from './context.ts'
import { Confirm } from './confirm.tsx'
import { Icon, IconButton } from './icons.tsx'

function nameOf(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name[0]!.toLocaleUpperCase(locale) + name.slice(1)
}

/** Sound, language, transcript, end: a disclosure with plain buttons, closed by Escape or a click elsewhere. */
export function Menu() {
  const { chat, state, t, locale } = useChat()
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const conversation = state.view === 'thread' ? current(state) : undefined
  const { features, locales } = state.config
  const languages = spoken(locales)
  useAway(box, open, () => setOpen(false))
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.preventDefault()
    setOpen(false)
    box.current?.querySelector('button')?.focus()
  }
  const choose = (work: () => unknown) => () => {
    setOpen(false)
    work()
  }
  const ends = features.endChat && conversation?.status === 'open'
  const saves = features.transcript && conversation
  if (!features.sound && languages.length < 2 && !ends && !saves) return null
  return (
    <div class="menu" ref={box} onKeyDown={close}>
      <IconButton icon="more" label={t('menu')} expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <div class="sheet">
          {features.sound && (
            <button type="button" onClick={() => chat.toggleMuted()}>
              <Icon name={state.muted ? 'mute' : 'sound'} />
              {t(state.muted ? 'sound.off' : 'sound.on')}
            </button>
          )}
          {saves && (
            <button type="button" onClick={choose(() => chat.transcript(conversation.id).catch(() => {}))}>
              <Icon name="download" />
              {t('transcript')}
            </button>
          )}
          {ends && (
            <button type="button" onClick={choose(() => setAsking(true))}>
              <Icon name="end" />
              {t('end')}
            </button>
          )}
          {languages.length > 1 && (
            <label>
              <Icon name="globe" />
              <span class="hide">{t('language')}</span>
              <select
                onChange={choose(() => {})}
                onInput={(event) => chat.core.host.setLocale(event.currentTarget.value)}
              >
                {languages.map((one) => (
                  <option key={one} value={one} selected={one === locale} lang={one}>
                    {nameOf(one)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      {asking && conversation && (
        <Confirm
          title={t('end.ask')}
          text={t('end.explain')}
          yes={t('end')}
          no={t('end.keep')}
          onYes={() => chat.end(conversation.id)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
