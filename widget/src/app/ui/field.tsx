import type { FormField } from '../../protocol.ts'
import { useChat } from './context.ts'

interface Props {
  field: FormField
  first: boolean
  value: string | boolean | undefined
  error: string | undefined
  onChange: (value: string | boolean) => void
}

export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p class="error" id={id}>
      {text}
    </p>
  ) : null
}

function Choice({ field, value, error, onChange, id }: Props & { id: string }) {
  return (
    <div class="pills" id={id}>
      {field.options?.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={field.name}
            checked={value === option}
            required={field.required}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={() => onChange(option)}
          />
          <span>{option}</span>
        </label>
      ))}
    </div>
  )
}

const types = { text: 'text', email: 'email', phone: 'tel' } as const
const fills: Record<string, string> = { name: 'name', email: 'email', phone: 'tel' }

/** One input of the form with its label and its error. */
export function Field(props: Props) {
  const { field, first, value, error, onChange } = props
  const { t } = useChat()
  const id = `sb-${field.name}`
  const shared = {
    name: field.name,
    required: field.required,
    'aria-invalid': !!error,
    'aria-describedby': error ? `${id}-error` : undefined,
  }
  const label = (
    <>
      {field.label} {!field.required && <small>({t('form.optional')})</small>}
    </>
  )
  if (field.kind === 'choice') {
    return (
      <fieldset class="field">
        <legend>{label}</legend>
        <Choice {...props} id={id} />
        <FieldError id={`${id}-error`} text={error} />
      </fieldset>
    )
  }
  if (field.kind === 'consent') {
    return (
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            {...shared}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
        <FieldError id={`${id}-error`} text={error} />
      </div>
    )
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={types[field.kind] as 'text'}
        {...shared}
        data-focus={first || undefined}
        autoComplete={fills[field.name] ?? 'off'}
        value={typeof value === 'string' ? value : ''}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <FieldError id={`${id}-error`} text={error} />
    </div>
  )
}
