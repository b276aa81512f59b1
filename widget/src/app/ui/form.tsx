import { useRef, useState } from 'preact/hooks'
import { fieldsFor } from '../state.ts'
import type { FormAnswers } from '../state.ts'
import { checkForm } from '../text/check-form.ts'
import { useChat } from './context.ts'
import { Field } from './field.tsx'

/** What is asked before the first message. */
export function Form() {
  const { chat, state, t } = useChat()
  const fields = useRef(fieldsFor({ ...state, form: {} })).current
  const [answers, setAnswers] = useState<FormAnswers>(state.form)
  const [errors, setErrors] = useState<Record<string, string>>(state.formErrors)
  const asked = fields.find(({ name }) => errors[name]) ?? fields[0]
  const form = useRef<HTMLFormElement>(null)
  const { config } = state

  const submit = (event: Event) => {
    event.preventDefault()
    const found = checkForm(fields, answers, t)
    setErrors(found)
    const first = Object.keys(found)[0]
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus()
    chat.submitForm(answers)
  }
  return (
    <form class="body form" ref={form} noValidate onSubmit={submit}>
      <p>
        <bdi>{config.form.intro}</bdi>
      </p>
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
      <button type="submit" class="main">
        {t('form.start')}
      </button>
    </form>
  )
}
