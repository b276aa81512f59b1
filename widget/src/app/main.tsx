import { render } from 'preact'
import type { Mount } from '../contract.ts'
import { createChat } from './chat.ts'
import { readySound } from './sound.ts'
import { dress } from './style/dress.ts'
import { App } from './ui/app.tsx'

/** Begins the chat in the loader's shadow root, closed. */
export const mount: Mount = (host) => {
  const chat = createChat(host)
  const place = document.createElement('div')
  const undress = dress(host, place)
  host.root.append(place)
  const ready = chat.configured().then(() => render(<App chat={chat} />, place))
  chat.begin()

  return {
    show(open) {
      if (open) readySound()
      if (open) chat.begin()
      void ready.then(() => chat.core.set({ open }))
    },
    configured: () => void chat.configured().then(undress.again),
    personChanged: chat.personChanged,
    destroy() {
      chat.destroy()
      undress()
      render(null, place)
      place.remove()
    },
  }
}
