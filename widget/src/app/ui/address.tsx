import { useState } from 'preact/hooks'
import type { Refusal } from '../../visit/wire.ts'
import { checkForm } from '../text/check-form.ts'
import { useChat } from './context.ts'
import { Field } from './field.tsx'

/** Asks, once something was written and nobody is there, where the answer may be sent. */
export function Address() {
  const { chat, state, t } = useChat()
  const [email, setEmail] = useState('')
  const [error, setError] = useState('')
  const known = state.visitor?.email
  const field = { name: 'email', kind: 'email', label: t('form.emailLabel'), required: true } as const
  const submit = (event: Event) => {
    event.preventDefault()
    const found = checkForm([field], { email }, t).email ?? ''
    setError(found)
    if (found) return
    chat.leaveAddress(email.trim()).catch(({ field, message }: Refusal) => setError(field ? t('form.email') : message))
  }
  return (
    <form class="card address" noValidate onSubmit={submit}>
      <p>
        <bdi>{state.config.awayMessage || t('away.reply')}</bdi>
      </p>
      {known ? (
        <b>{known}</b>
      ) : (
        <>
          <Field
            field={field}
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
