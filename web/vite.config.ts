import { defineConfig } from 'vite'
import { webConfig } from './build.ts'

const hub = process.env.HUB_URL ?? 'http://127.0.0.1:4000'

/** Development: the app from source, everything else from a running hub. */
export default defineConfig({
  ...webConfig,
  server: {
    host: '127.0.0.1',
    proxy: { '/graphql': { target: hub, ws: true }, '/api': hub, '/files': hub, '/widget': hub, '/demo': hub },
  },
})
