import { useEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../../visit/wire.ts'
import { useChat } from './context.ts'

/** Asks before something that cannot be taken back. Escape is no. */
export function Confirm(props: {
  title: string
  text: string
  yes: string
  no: string
  onYes: () => Promise<void>
  onClose: () => void
}) {
  const { t } = useChat()
  const box = useRef<HTMLDialogElement>(null)
  const [trouble, setTrouble] = useState('')
  useEffect(() => box.current!.showModal(), [])
  const yes = () => props.onYes().then(props.onClose, (refusal: Refusal) => setTrouble(refusal.message || t('offline')))
  return (
    <dialog
      ref={box}
      class="confirm"
      aria-labelledby="sb-ask"
      onClose={props.onClose}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <h3 id="sb-ask">{props.title}</h3>
      <p>{props.text}</p>
      {trouble && (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
      <div class="row">
        <button type="button" class="plain" onClick={() => box.current!.close()}>
          {props.no}
        </button>
        <button type="button" class="main" onClick={yes}>
          {props.yes}
        </button>
      </div>
    </dialog>
  )
}
