import { expect, it } from 'vitest'
import { createTouched } from './touched.ts'

const change = (id: string, assignee: string | null, type = 'conversation.assigned') =>
  ({ __typename: 'ConversationChanged', type, conversation: { id, assignee: assignee && { id: assignee } } }) as never

it('a conversation that is given on concerns who had it and who has it', () => {
  const touched = createTouched()
  expect(touched(change('c', 'mia', 'conversation.status_changed'))).toEqual({ ids: ['mia'], all: false })
  expect(touched(change('c', 'jonas'))).toEqual({ ids: ['mia', 'jonas'], all: false })
  expect(touched(change('c', null))).toEqual({ ids: ['jonas'], all: false })
})

it('of whom nothing was heard before may be anybody', () => {
  expect(createTouched()(change('c', 'mia'))).toEqual({ ids: ['mia'], all: true })
})

it('an agent whose state changes concerns themselves alone, and what is no news of desks nobody', () => {
  const touched = createTouched()
  expect(touched({ __typename: 'AgentChanged', agent: { id: 'mia' } } as never)).toEqual({ ids: ['mia'], all: false })
  expect(touched({ __typename: 'TypingChanged' } as never)).toEqual({ ids: [], all: false })
})
