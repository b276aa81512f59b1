import { useI18n } from 'vue-i18n'
import {
  AssignConversationDocument,
  type ConversationStatus,
  LabelConversationDocument,
  MoveToQueueDocument,
  type Priority,
  SetConversationPriorityDocument,
  SetConversationStatusDocument,
} from '../gql/gen/graphql.ts'
import { mutate, type Outcome } from '../gql/mutate.ts'
import { rowChanged } from '../inbox/changedRows.ts'
import type { Row } from '../inbox/listing.ts'
import { useMoments } from '../inbox/useMoments.ts'
import { useViewer } from '../session/viewer.ts'
import { notify, notifyFailure } from '../ui/toast.ts'

type Attempt = Promise<Outcome<{ conversation: Row }>>
interface Named {
  id: string
  name: string
}

/** What an agent does to a conversation: each is told in a toast that offers to take it back. */
export function useActions() {
  const { t } = useI18n()
  const { moment } = useMoments()
  const viewer = useViewer()

  async function perform(attempt: Attempt, told: string, undo: () => Attempt) {
    if (!(await take(attempt))) return
    notify(told, { label: t('ui.undo'), run: () => void take(undo()) })
  }
  async function take(attempt: Attempt): Promise<boolean> {
    const outcome = await attempt
    if (outcome.ok) rowChanged(outcome.payload.conversation)
    else notifyFailure(outcome.message)
    return outcome.ok
  }

  function assignedWords(agent: Named | null) {
    if (!agent) return t('inbox.done.unassigned')
    return agent.id === viewer.value.agent.id ? t('inbox.done.taken') : t('inbox.done.assigned', { name: agent.name })
  }
  const setAgent = (row: Row, agentId: string | null, expectedAssigneeId?: string | null) =>
    mutate(AssignConversationDocument, { conversationId: row.id, agentId, expectedAssigneeId })
  const setTeam = (row: Row, teamId: string | null) =>
    mutate(AssignConversationDocument, { conversationId: row.id, teamId })
  const setQueue = (row: Row, queueId: string) => mutate(MoveToQueueDocument, { conversationId: row.id, queueId })
  const setStatus = (row: Row, status: ConversationStatus, snoozedUntil: string | null = null) =>
    mutate(SetConversationStatusDocument, { conversationId: row.id, status, snoozedUntil })
  const setUrgency = (row: Row, priority: Priority) =>
    mutate(SetConversationPriorityDocument, { conversationId: row.id, priority })
  const setLabels = (row: Row, add: string[], remove: string[]) =>
    mutate(LabelConversationDocument, { conversationId: row.id, add, remove })

  return {
    assign: (row: Row, agent: Named | null) =>
      perform(setAgent(row, agent?.id ?? null, row.assignee?.id ?? null), assignedWords(agent), () =>
        setAgent(row, row.assignee?.id ?? null),
      ),
    assignTeam: (row: Row, team: Named | null) =>
      perform(
        setTeam(row, team?.id ?? null),
        team ? t('inbox.done.assigned', { name: team.name }) : t('inbox.done.noTeam'),
        () => setTeam(row, row.team?.id ?? null),
      ),
    moveToQueue: (row: Row, queue: Named) =>
      perform(setQueue(row, queue.id), t('inbox.done.queued', { name: queue.name }), () =>
        row.assignee ? setAgent(row, row.assignee.id) : setQueue(row, row.queue.id),
      ),
    changeStatus: (row: Row, status: ConversationStatus) =>
      perform(setStatus(row, status), t(`inbox.done.${status}`), () => setStatus(row, row.status, row.snoozedUntil)),
    snooze: (row: Row, until: Date) =>
      perform(setStatus(row, 'SNOOZED', until.toISOString()), t('inbox.done.SNOOZED', { at: moment(until) }), () =>
        setStatus(row, row.status, row.snoozedUntil),
      ),
    prioritise: (row: Row, priority: Priority) =>
      perform(setUrgency(row, priority), t('inbox.done.priority', { priority: t(`inbox.priority.${priority}`) }), () =>
        setUrgency(row, row.priority),
      ),
    label: (row: Row, add: string[], remove: string[]) =>
      perform(setLabels(row, add, remove), t('inbox.done.labels'), () => setLabels(row, remove, add)),
  }
}
