// Optional peers of these packages would be linked into production installs (a test runner, React, other databases).
const unwanted = {
  'better-auth': [
    'vitest',
    'prisma',
    'react',
    'react-dom',
    'next',
    'drizzle-kit',
    'drizzle-orm',
    'mongodb',
    'mysql2',
    'svelte',
    '@sveltejs/kit',
    'solid-js',
    '@tanstack/react-start',
    '@tanstack/solid-start',
    '@lynx-js/react',
  ],
  '@better-auth/prisma-adapter': ['prisma'],
  '@prisma/client': ['prisma'],
}

export const hooks = {
  readPackage(manifest) {
    for (const name of unwanted[manifest.name] ?? []) {
      delete manifest.peerDependencies?.[name]
      delete manifest.peerDependenciesMeta?.[name]
    }
    return manifest
  },
}
