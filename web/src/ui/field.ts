import { inject, type InjectionKey, type Ref } from 'vue'

/** What a field tells the control inside it. */
export interface FieldContext {
  id: string
  describedBy: Readonly<Ref<string | undefined>>
  invalid: Readonly<Ref<boolean>>
  required: Readonly<Ref<boolean>>
}

export const fieldKey: InjectionKey<FieldContext> = Symbol('field')

/** The field around a control; null where the control stands alone and names itself. */
export const useField = () => inject(fieldKey, null)
