import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.ts'
import type { Target } from './stale.ts'

const lock = 'pnpm-lock.yaml'

/** Everything that is generated or bundled, in the order it is made. The server itself runs as it is. */
export const targets: Target[] = [
  {
    name: 'prisma',
    from: ['prisma/schema/*.prisma', 'prisma/prisma.config.ts', lock],
    to: ['prisma/gen/client.ts'],
    make: async () => {
      const cli = join(root, 'prisma/node_modules/prisma/build/index.js')
      execFileSync(process.execPath, [cli, 'generate'], { cwd: join(root, 'prisma'), stdio: 'pipe' })
    },
  },
  {
    name: 'graphql',
    from: ['server/src/**/schema.graphql', 'web/src/**/*.graphql', 'scripts/build/graphql.ts', lock],
    to: ['server/src/graphql/gen/types.ts', 'web/src/gql/gen/graphql.ts', 'schema.graphql'],
    make: async () => (await import('./graphql.ts')).generateGraphql(),
  },
  {
    name: 'widget',
    from: ['widget/src/**/*.{ts,tsx,css,json}', 'widget/*.ts', 'widget/package.json', lock],
    to: ['widget/dist/widget.js', 'widget/dist/manifest.json'],
    make: async () => (await load('widget/build.ts')).buildWidget(),
  },
  {
    name: 'web',
    from: ['web/src/**/*.*', 'web/*.{ts,html}', 'web/public/**/*', 'server/src/**/schema.graphql', lock],
    to: ['web/dist/index.html'],
    make: async () => (await load('web/build.ts')).buildWeb(),
  },
].filter(
  (target) => target.name === 'prisma' || target.name === 'graphql' || existsSync(join(root, target.name, 'build.ts')),
)

const load = (file: string) => import(pathToFileURL(join(root, file)).href)
