import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AgentClient, Answer } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { argumentsFor, operationText, type Target, textPlaces } from '../support/inputs.ts'
import { type Things, things } from '../support/things.ts'

let hub: Hub
let made: Things
let admin: AgentClient
beforeAll(async () => {
  hub = await startHub()
  made = things(hub)
})
// Somebody else each time: nobody may change as much in a minute as all of these together.
beforeEach(async () => {
  admin = await hub.agent({ role: 'administrator' })
})
afterAll(() => hub.stop())

const targets = textPlaces()
const named = targets.map((target) => [`${target.field} ${target.place.join('.')}`, target] as const)

/** What came of it in a word: the name of a union's member, `shown` for a query, or the code of an error. */
async function outcome(target: Target, value: unknown): Promise<string> {
  const variables = await argumentsFor(target, value, made)
  const answer: Answer = await admin.gql(operationText(target), variables)
  if (answer.errors) {
    const [{ message, extensions }] = answer.errors as [NonNullable<Answer['errors']>[number]]
    expect(message).toMatch(/\w/)
    expect(message.length).toBeLessThan(1000)
    return message.startsWith('Variable "$') ? 'wrong type' : String(extensions?.['code'] ?? message)
  }
  const found = answer.data[target.field]
  if (target.kind === 'query') return 'shown'
  if (found.__typename.endsWith('Error')) expect(found.message).toMatch(/\w/)
  return found.__typename
}

const markup = `"><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}' OR 1=1 --`
const clear = /^(shown|\w+Payload|InvalidInputError|NotFoundError|ConflictError|wrong type|INVALID_INPUT|NOT_FOUND)$/

describe('whatever is written into a field that takes text', () => {
  it('there are such fields in every corner of the API', () => {
    expect(targets.length).toBeGreaterThan(60)
  })

  it.each(named)('%s: markup, null characters and half characters get an answer in words', async (_name, target) => {
    for (const value of [
      markup,
      'nul\0byte',
      '\0',
      'half \ud83d',
      '\u202e\u2028',
      '',
      '%00',
      '__proto__',
      '../../etc/passwd',
    ]) {
      expect(await outcome(target, value), JSON.stringify(value)).toMatch(clear)
    }
  })

  it.each(named)('%s: nearly a megabyte is refused, or looked for in vain', async (_name, target) => {
    const answer = await outcome(target, 'x'.repeat(900_000))
    expect(answer).toMatch(clear)
    // To take away what is not there is no failure.
    if (target.kind === 'mutation' && !target.place.includes('remove')) expect(answer).not.toMatch(/Payload$/)
  })

  it.each(named)('%s: other types than text are refused', async (_name, target) => {
    for (const value of [{ $ne: '' }, [['a']], true])
      expect(await outcome(target, value)).toMatch(/^(wrong type|InvalidInputError)$/)
  })
})
