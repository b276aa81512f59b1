import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatModel } from '../chat.ts'
import { ChatContext } from './context.ts'
import { Header } from './header.tsx'
import { Home } from './home.tsx'
import { Form } from './form.tsx'
import { Thread } from './thread.tsx'
import { Composer } from './composer.tsx'
import { Banner, Refused } from './notices.tsx'
import { writesAtOnce } from '../state.ts'
import { useFocus, useViewport } from './panel.ts'

/** The panel with one of its pages. */
export function App({ chat }: { chat: ChatModel }) {
  const [state, setState] = useState(chat.core.get())
  useLayoutEffect(() => {
    // What changed between the first drawing and now counts too.
    setState(chat.core.get())
    return chat.core.subscribe(setState)
  }, [chat])
  const panel = useRef<HTMLElement>(null)
  useViewport(panel, state.open)
  useFocus(panel, state.open, `${state.view}/${state.phase === 'refused'}`)

  // A thread that is begun is the same place before and after the hub has named it: what is typed there stays.
  const shown = useRef({ id: state.currentId, key: 0 })
  if (shown.current.id && shown.current.id !== state.currentId) shown.current.key++
  shown.current.id = state.currentId

  const t = chat.t()
  const keys = (event: KeyboardEvent) => {
    // What is typed here is no shortcut of the page around it.
    event.stopPropagation()
    if (event.key === 'Escape' && !event.defaultPrevented) chat.core.host.close()
  }
  const page =
    state.phase === 'refused' ? (
      <Refused />
    ) : state.view === 'home' ? (
      <>
        <Home />
        {writesAtOnce(state) && <Composer />}
      </>
    ) : state.view === 'thread' ? (
      <>
        <Thread key={shown.current.key} />
        <Composer />
      </>
    ) : (
      <Form />
    )
  return (
    <ChatContext.Provider value={{ chat, state, t, locale: state.config.locale }}>
      <section
        ref={panel}
        class={`panel v-${state.view}`}
        aria-label={t('chat')}
        tabIndex={-1}
        hidden={!state.open}
        onKeyDown={keys}
        onKeyUp={(event) => event.stopPropagation()}
        onKeyPress={(event) => event.stopPropagation()}
      >
        <Header />
        <Banner />
        {page}
      </section>
    </ChatContext.Provider>
  )
}
