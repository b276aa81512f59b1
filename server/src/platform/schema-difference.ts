import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import { withSchemaEngine } from './schema-engine.ts'

/** One file of a Prisma schema. */
export interface SchemaFile {
  path: string
  content: string
}

/** The SQL that leads from one schema (null: an empty database) to another; the engine wants to reach some database at `url`, and changes nothing there. */
export function schemaDifference(url: string, from: SchemaFile[] | null, to: SchemaFile[]): Promise<string> {
  const side = (files: SchemaFile[]) => ({ tag: 'schemaDatamodel' as const, files, configDir: '.' })
  return withSchemaEngine(async ({ SchemaEngine }) => {
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }))
    const engine = await SchemaEngine.new({ datamodels: to.map((f) => [f.path, f.content]) }, () => {}, factory)
    const { stdout } = await engine.diff({
      from: from ? side(from) : { tag: 'empty' },
      to: side(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  })
}
