import { expect, it } from 'vitest'
import { createLog } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = ''
  write(createLog('info', { write: (line) => (lines += line) }))
  return lines
}

it('a line holds what happened, and no secret that came along with it', () => {
  const headers = { cookie: 'session=s3cret', authorization: 'Bearer s3cret' }
  const line = logged((log) =>
    log.warn(
      {
        conversationId: 'c1',
        password: 's3cret',
        req: { headers },
        channel: { settings: { identitySecret: 's3cret' } },
      },
      'odd',
    ),
  )
  expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'odd', conversationId: 'c1', password: '[redacted]' })
  expect(line).not.toContain('s3cret')
})

it('what is below the level is not written', () => {
  expect(logged((log) => log.debug('quiet'))).toBe('')
})
