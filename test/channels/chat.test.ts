import { capabilitiesOf } from '../../server/src/channels/capabilities.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'
import { keepsTheContract } from './contract.ts'

keepsTheContract('chat', async () => {
  const hub = await startHub()
  const ada = visitor(hub.url, hub.channelKey)
  await ada.begin()
  const channel = await hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id: hub.channelId } })
  const told = ({ status, body }: { status: number; body: { error: { message: string } } }) => ({
    status,
    said: body.error.message,
  })
  return {
    hub,
    capabilities: capabilitiesOf(channel),
    bring: async ({ externalId, body }) => (await ada.write(body, { clientId: externalId })).status,
    bringNonsense: async () => told(await ada.call('POST', 'messages', '{"clientId":')),
    bringElsewhere: async () => told(await visitor(hub.url, newId()).begin()),
    close: () => hub.stop(),
  }
})
