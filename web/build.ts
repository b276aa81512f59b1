import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { build, type InlineConfig } from 'vite'

const folder = import.meta.dirname

/** How the web app is bundled; `vite.config.ts` uses the same for development. */
export const webConfig: InlineConfig = {
  root: folder,
  base: '/',
  plugins: [
    vue(),
    tailwind(),
    icons({ compiler: 'vue3', collectionsNodeResolvePath: folder, scale: 1, defaultClass: 'icon' }),
    vueI18n({ include: [join(folder, 'src/locales/**/*.json')], dropMessageCompiler: true, runtimeOnly: true }),
  ],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, __VUE_I18N_LEGACY_API__: false },
  build: {
    outDir: join(folder, 'dist'),
    emptyOutDir: true,
    // A data: address is refused by the content security policy wherever it is not a picture.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    target: 'es2022',
  },
}

/** Bundles the web app into `web/dist`. */
export async function buildWeb(): Promise<void> {
  await build({ ...webConfig, configFile: false, mode: 'production', logLevel: 'warn' })
}
