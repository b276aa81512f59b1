/** The lists that are asked for, by turns. */
export const pages = ['MINE', 'UNASSIGNED', 'ALL'] as const
type Page = (typeof pages)[number]

const narrowed: Record<Page, string> = {
  MINE: 'AND c.assignee_id = $1',
  UNASSIGNED: 'AND c.assignee_id IS NULL',
  ALL: '',
}
const counted = (condition: string) =>
  `(SELECT count(*) FROM (SELECT FROM conversations c WHERE c.status = 'open' ${condition} LIMIT 10000) AS first)`

/** What somebody would write by hand who needs just these two answers. */
export const handWritten = {
  page: (page: Page, agentId: string) => ({
    name: `page-${page}`,
    text: `SELECT c.*, to_json(p.*) AS contact, to_json(a.*) AS assignee, to_json(t.*) AS team, to_json(ch.*) AS channel,
                  to_json(b.*) AS brand,
                  (SELECT json_agg(l ORDER BY l.name) FROM conversation_labels cl JOIN labels l ON l.id = cl.label_id
                    WHERE cl.conversation_id = c.id) AS labels
             FROM (SELECT * FROM conversations c WHERE c.status = 'open' ${narrowed[page]}
                    ORDER BY c.last_message_at DESC, c.id DESC LIMIT 51) c
             JOIN contacts p ON p.id = c.contact_id JOIN channels ch ON ch.id = c.channel_id JOIN brands b ON b.id = c.brand_id
             LEFT JOIN agents a ON a.id = c.assignee_id LEFT JOIN teams t ON t.id = c.team_id
            ORDER BY c.last_message_at DESC, c.id DESC`,
    values: page === 'MINE' ? [agentId] : [],
  }),
  counts: (agentId: string) => ({
    name: 'counts',
    text: `SELECT ${counted('AND c.assignee_id = $1')} AS mine, ${counted('AND c.assignee_id IS NULL')} AS unassigned, ${counted('')} AS all`,
    values: [agentId],
  }),
}
