import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ChatModel } from '../chat.ts'
import type { ChatState } from '../state.ts'
import type { Translate } from '../text/translate.ts'

export interface ChatView {
  chat: ChatModel
  state: ChatState
  t: Translate
  locale: string
}

export const ChatContext = createContext<ChatView>(undefined as never)
export const useChat = (): ChatView => useContext(ChatContext)
