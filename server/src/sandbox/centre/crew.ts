import { type Colleague, colleagues, labels, teams } from './directory.ts'
import type { Random } from './random.ts'
import type { Script } from './scripts/script.ts'

/** An agent as conversations name them. */
export type Member = Colleague & { id: string; userId: string }

/** Who works here, and the names of things with their ids. */
export interface Crew {
  members: Member[]
  teams: Map<string, string>
  labels: Map<string, string>
}

/** Gives everybody and everything in the directory an id. */
export function createCrew(random: Random, at: Date): Crew {
  const named = (list: readonly { name: string }[]) => new Map(list.map(({ name }) => [name, random.id(at)]))
  const members = colleagues.map((each) => ({ ...each, id: random.id(at), userId: random.id(at) }))
  return { members, teams: named(teams), labels: named(labels) }
}

/** Somebody who would take a conversation of this script. */
export function whoTakes(random: Random, crew: Crew, script: Script): Member {
  const able = crew.members.filter(
    (one) => one.teams.includes(script.team) && (!one.rentalOnly || script.place === 'rental'),
  )
  return random.weighed(able.map((one) => [one, one.share * (one.rentalOnly ? 3 : 1)] as const))
}

/** Who has an account of the demo. @throws Error when nobody has this address. */
export function memberCalled(crew: Crew, email: string): Member {
  const found = crew.members.find((one) => one.email === email)
  if (!found) throw new Error(`nobody here has the address ${email}`)
  return found
}

/** The id that a team or label of the directory got. @throws Error for a name that is not in it. */
export function idOf(ids: Map<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the directory has no ${name}`)
  return id
}
