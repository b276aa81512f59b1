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
        {writesAtOnce(state) && <Composer key={state.visitor?.id} />}
      </>
    ) : state.view === 'thread' ? (
      <>
        <Thread key={state.currentId ?? 'new'} />
        <Composer key={state.visitor?.id} />
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
