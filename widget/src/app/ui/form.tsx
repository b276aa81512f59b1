import { useRef, useState } from 'preact/hooks'
import { fieldsFor } from '../state.ts'
import type { FormAnswers } from '../state.ts'
import { checkForm } from '../text/check-form.ts'
import { useChat } from './context.ts'
import { Field, FieldError } from './field.tsx'

/** What is asked before the first message; with nobody there also the message itself. */
export function Form({ away }: { away: boolean }) {
  const { chat, state, t } = useChat()
  const fields = fieldsFor(state, t('form.emailLabel'))
  const [answers, setAnswers] = useState<FormAnswers>(state.form)
  const [message, setMessage] = useState(away ? chat.draft() : '')
  const [errors, setErrors] = useState<Record<string, string>>(state.formErrors)
  const asked = fields.find(({ name }) => errors[name]) ?? fields[0]
  const form = useRef<HTMLFormElement>(null)
  const { config } = state

  const submit = (event: Event) => {
    event.preventDefault()
    const found = checkForm(fields, answers, t)
    if (away && !message.trim()) found.message = t('form.required')
    setErrors(found)
    const first = Object.keys(found)[0]
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus()
    chat.type('')
    chat.submitForm(answers, message.trim())
  }
  return (
    <form class="body form" ref={form} noValidate onSubmit={submit}>
      {away && <h3>{t('away.title')}</h3>}
      <p>{away ? config.awayMessage || t('away.reply') : config.form.intro}</p>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          first={field === asked}
          value={answers[field.name]}
          error={errors[field.name]}
          onChange={(value) => setAnswers({ ...answers, [field.name]: value })}
        />
      ))}
      {away && (
        <div class="field">
          <label for="sb-message">{t('message')}</label>
          <textarea
            id="sb-message"
            name="message"
            rows={4}
            maxLength={config.limits.messageLength}
            value={message}
            aria-required="true"
            aria-invalid={!!errors.message}
            aria-describedby={errors.message ? 'sb-message-error' : undefined}
            onInput={(event) => setMessage(event.currentTarget.value)}
          />
          <FieldError id="sb-message-error" text={errors.message} />
        </div>
      )}
      <button type="submit" class="main">
        {t(away ? 'send' : 'form.start')}
      </button>
    </form>
  )
}
