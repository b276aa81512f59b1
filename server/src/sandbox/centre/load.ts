import { lockPeople } from '../../agents/people-lock.ts'
import type { Services } from '../../context.ts'
import type { Tx } from '../../platform/database.ts'
import { createCrew } from './crew.ts'
import { createPlaces, storeHouse } from './house.ts'
import { drawPictures } from './pictures.ts'
import { createRandom } from './random.ts'
import { passwordsOf } from './staff.ts'
import { storeStory } from './store.ts'
import { days, tellCentre } from './tell.ts'

/** How the centre is made up: the same seed and moment give the same people and conversations. */
export interface Demo {
  /** Of the accounts admin@, supervisor@, agent@ and agent2@demo.test. */
  password: string
  seed?: number
}

/**
 * Fills an empty hub with a bicycle shop's contact centre: brands, people, chats, and two months of conversations that
 * end now. Where anybody works already nothing happens, also when several processes start at once.
 */
export async function loadDemoCentre(
  services: Services,
  { password, seed = 2026 }: Demo,
): Promise<{ loaded: boolean }> {
  const { db, wake, clock, seal, files, jobs } = services
  if (await hasPeople(db.prisma)) return { loaded: false }
  const random = createRandom(seed)
  const now = clock.now()
  const began = new Date(now.getTime() - (days + 1) * 24 * 3600 * 1000)
  const crew = createCrew(random, began)
  const places = createPlaces(random, began)
  const [passwords, pictures] = await Promise.all([passwordsOf(crew, password), drawPictures()])
  const story = tellCentre(random, { crew, places, now, began })
  const loaded = await db.prisma.$transaction(
    async (tx) => {
      // Two months at once, on whatever machine this is.
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      await lockPeople(tx)
      if (await hasPeople(tx)) return false
      await storeHouse(tx, { crew, places, passwords, seal, at: began })
      await storeStory(tx, story, { files, jobs, pictures })
      return true
    },
    { timeout: 120_000, maxWait: 30_000 },
  )
  if (loaded) wake.ring()
  return { loaded }
}

const hasPeople = async (db: Pick<Tx, 'agent'>) => (await db.agent.findFirst({ select: { id: true } })) !== null
