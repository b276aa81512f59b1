import { useChat } from './context.ts'

/** Says that the connection is gone, quiet for a moment because most cuts are short; and what the centre says to all. */
export function Banner() {
  const { state, t } = useChat()
  return (
    <div role="status" class="live">
      {state.connection === 'lost' && <p class="banner">{t('offline')}</p>}
      {state.config.announcement && (
        <p class="banner news">
          <bdi>{state.config.announcement}</bdi>
        </p>
      )}
    </div>
  )
}

/** The hub will not have this visitor. */
export function Refused() {
  const { state, t } = useChat()
  const { code = '', message = '' } = state.refusal ?? {}
  const identity = code.startsWith('identity')
  return (
    <div class="body blank" role="alert">
      <p>{identity ? t('refused.identity') : message || t('refused.blocked')}</p>
    </div>
  )
}

export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}
