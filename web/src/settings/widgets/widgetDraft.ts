import type { WidgetPartsFragment } from '../../gql/gen/graphql.ts'

export type ChatOf<W extends WidgetPartsFragment = WidgetPartsFragment> = NonNullable<W['chat']>

/** One question of the form before the chat, as it is edited. */
export interface FormField {
  name: string
  kind: string
  label: string
  required: boolean
  options: string[]
}

/** A widget's settings as they are edited: what the API lets us change, and nothing else. */
export type WidgetDraft = Omit<
  ChatOf,
  '__typename' | 'formFields' | 'identitySecret' | 'previousSecretUntil' | 'key' | 'snippet'
> & { name: string; enabled: boolean; formFields: FormField[] }

/** The parts of the editor. */
export const panels = ['appearance', 'texts', 'form', 'behaviour', 'security', 'install'] as const
export type Panel = (typeof panels)[number]

const panelOfField: Record<keyof WidgetDraft, Panel> = {
  name: 'appearance',
  enabled: 'appearance',
  colour: 'appearance',
  theme: 'appearance',
  position: 'appearance',
  launcherLabel: 'appearance',
  title: 'texts',
  subtitle: 'texts',
  greeting: 'texts',
  greetingDelaySeconds: 'texts',
  awayMessage: 'texts',
  replyTimeSeconds: 'texts',
  locale: 'texts',
  formEnabled: 'form',
  formIntro: 'form',
  formFields: 'form',
  showHours: 'behaviour',
  attachments: 'behaviour',
  emoji: 'behaviour',
  endChat: 'behaviour',
  mailAfterMinutes: 'behaviour',
  rating: 'behaviour',
  sound: 'behaviour',
  transcript: 'behaviour',
  allowedDomains: 'security',
  blockedAddresses: 'security',
  identityRequired: 'security',
  identityEnforced: 'security',
}

/** A widget to edit. */
export function widgetDraft(widget: WidgetPartsFragment & { chat: ChatOf }): WidgetDraft {
  const all = { name: widget.name, enabled: widget.enabled, ...widget.chat }
  const fields = Object.keys(panelOfField) as (keyof WidgetDraft)[]
  const draft = Object.fromEntries(fields.map((field) => [field, all[field]])) as unknown as WidgetDraft
  const plain = ({ name, kind, label, required, options }: FormField) => ({ name, kind, label, required, options })
  return { ...draft, formFields: widget.chat.formFields.map(plain) }
}

/** The part of the editor a field of the API stands in, such as `formFields.0.label`; the first for unknown ones. */
export const panelOf = (field: string): Panel => panelOfField[field.split('.')[0] as keyof WidgetDraft] ?? 'appearance'

/** The fields of a path's children, such as `allowedDomains.1` by 1. */
export function errorsBelow(errors: Record<string, string>, path: string): Record<string, string> {
  const below = Object.entries(errors).filter(([field]) => field.startsWith(`${path}.`))
  return Object.fromEntries(below.map(([field, text]) => [field.slice(path.length + 1), text]))
}
