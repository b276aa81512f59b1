import { useChat } from './context.ts'

/** A picture, or the first letters of the name. */
export function Avatar({ name, url }: { name: string; url: string | null }) {
  const { chat } = useChat()
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
  return (
    <span class="avatar" aria-hidden="true">
      {url ? <img src={new URL(url, chat.core.host.hub).href} alt="" /> : letters.toUpperCase()}
    </span>
  )
}
