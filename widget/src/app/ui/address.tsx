import { useState } from 'preact/hooks'
import type { Refusal } from '../../visit/wire.ts'
import { useChat } from './context.ts'
import { Field } from './field.tsx'

/** Asks, once something was written and nobody is there, where the answer may be sent. */
export function Address() {
  const { chat, state, t } = useChat()
  const [email, setEmail] = useState('')
  const [error, setError] = useState('')
  const known = state.visitor?.email
  const submit = (event: Event) => {
    event.preventDefault()
    setError('')
    chat.leaveAddress(email.trim()).catch(({ field, message }: Refusal) => setError(field ? t('form.email') : message))
  }
  return (
    <form class="card address" noValidate onSubmit={submit}>
      <p>{state.config.awayMessage || t('away.reply')}</p>
      {known ? (
        <b>{known}</b>
      ) : (
        <>
          <Field
            field={{ name: 'email', kind: 'email', label: t('form.emailLabel'), required: true }}
            first={false}
            value={email}
            error={error}
            onChange={(value) => setEmail(String(value))}
          />
          <button type="submit" class="main">
            {t('away.leave')}
          </button>
        </>
      )}
    </form>
  )
}
