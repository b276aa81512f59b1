import type { Panel } from '../widgetDraft.ts'

/** What the preview shows: the launcher alone, or a page of the chat. */
export const views = ['closed', 'home', 'form', 'thread'] as const
export type View = (typeof views)[number]

/** What is worth looking at while a part of the settings is edited; null leaves the view as it is. */
export const viewFor: Record<Panel, View | null> = {
  appearance: 'home',
  texts: 'home',
  form: 'form',
  behaviour: 'thread',
  security: null,
  install: 'closed',
}
