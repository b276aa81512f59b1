import type {
  ConversationSummary,
  FormField,
  VisitorProfile,
  WidgetConfig,
  WireAgent,
  WireAttachment,
} from '../protocol.ts'
import type { Thread } from './thread/merge.ts'

export type View = 'home' | 'form' | 'thread'
export type FormAnswers = Record<string, string | boolean>

/** A message that waits to be accepted by the hub. */
export interface Outgoing {
  clientId: string
  body: string
  attachments: WireAttachment[]
  form?: FormAnswers
  /** Null: it begins a conversation. */
  conversationId: string | null
  at: string
  /** The hub's final no; it is sent again only when the visitor asks for it. */
  failed?: { code: string; message: string; field?: string }
}

/** A file on its way to the hub, before its message is sent. */
export interface Upload {
  id: string
  file: File
  /** 0–1 */
  progress: number
  error?: string
  attachment?: WireAttachment
}

export interface ChatState {
  open: boolean
  /** Idle: nothing asked of the hub yet. Refused: the hub will not have this visitor. */
  phase: 'idle' | 'starting' | 'ready' | 'refused'
  refusal: { code: string; message: string } | null
  view: View
  config: WidgetConfig
  visitor: VisitorProfile | null
  conversations: ConversationSummary[]
  /** Null: a conversation that begins with the next message. */
  currentId: string | null
  threads: Record<string, Thread>
  outbox: Outgoing[]
  uploads: Upload[]
  /** Why a picked file was not taken. */
  uploadError: string
  form: FormAnswers
  formErrors: Record<string, string>
  typing: { conversationId: string; agent: WireAgent } | null
  online: boolean
  connection: 'live' | 'lost'
  muted: boolean
}

/** What a person has in the chat; replaced as a whole when another person comes. */
export function freshPerson() {
  return {
    phase: 'idle',
    refusal: null,
    view: 'home',
    visitor: null,
    conversations: [],
    currentId: null,
    threads: {},
    outbox: [],
    uploads: [],
    uploadError: '',
    form: {},
    formErrors: {},
    typing: null,
    connection: 'live',
  } satisfies Partial<ChatState>
}

export function current(state: ChatState): ConversationSummary | undefined {
  return state.conversations.find(({ id }) => id === state.currentId)
}

/** What to ask before the first message: the form without what is known. */
export function fieldsFor(state: ChatState): FormField[] {
  const { form } = state.config
  const known: Record<string, string | null | undefined> = { name: state.visitor?.name, email: state.visitor?.email }
  return form.enabled && !Object.keys(state.form).length ? form.fields.filter(({ name }) => !known[name]) : []
}

/** Whether the first message can be written right on the home page: nothing is open, and nothing has to be asked. */
export function writesAtOnce(state: ChatState): boolean {
  return !state.conversations.some(({ status }) => status === 'open') && fieldsFor(state).length === 0
}
