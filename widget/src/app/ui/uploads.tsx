import { useChat } from './context.ts'
import { Icon, IconButton } from './icons.tsx'

/** The files of the message being written, with their progress and what is wrong with them. */
export function Uploads() {
  const { chat, state, t } = useChat()
  return (
    <>
      {state.uploads.length > 0 && (
        <ul class="chips">
          {state.uploads.map(({ id, file, progress, attachment, error }) => (
            <li key={id} class={error ? 'bad' : ''}>
              <Icon name="file" />
              <span class="cut">{file.name}</span>
              {!attachment && !error && (
                <progress value={progress} max={1} aria-label={t('file.uploading', { name: file.name })} />
              )}
              <IconButton icon="close" label={t('remove', { name: file.name })} onClick={() => chat.detach(id)} />
              {error && (
                <p class="error" role="alert">
                  {error}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {state.uploadError && (
        <p class="error" id="sb-upload-error" role="alert">
          {state.uploadError}
        </p>
      )}
    </>
  )
}
