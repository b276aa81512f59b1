import type { WireAttachment } from '../../protocol.ts'
import { sizeLabel } from '../text/time.ts'
import { useChat } from './context.ts'
import { Icon } from './icons.tsx'

/** An image keeps its place before it has loaded, so that nothing jumps. */
function Picture({ file, href, source }: { file: WireAttachment; href: string; source: string }) {
  const { width = 4, height = 3 } = { width: file.width ?? 4, height: file.height ?? 3 }
  const shown = Math.min(240, width, (280 * width) / height)
  return (
    <a
      class="picture"
      href={href}
      target="_blank"
      rel="noopener"
      style={{ width: `${Math.max(80, shown)}px`, aspectRatio: `${width} / ${height}` }}
    >
      <img src={source} alt={file.name} loading="lazy" />
    </a>
  )
}

export function Attachments({ attachments }: { attachments: WireAttachment[] }) {
  const { chat, locale } = useChat()
  const at = (url: string) => new URL(url, chat.core.host.hub).href
  return (
    <>
      {attachments.map((file) =>
        file.thumbnailUrl && file.width ? (
          <Picture key={file.id} file={file} href={at(file.url)} source={at(file.thumbnailUrl)} />
        ) : (
          <a key={file.id} class="tile" href={at(file.url)} target="_blank" rel="noopener">
            <Icon name="file" />
            <span>
              <b>{file.name}</b>
              <small>{sizeLabel(file.size, locale)}</small>
            </span>
          </a>
        ),
      )}
    </>
  )
}
