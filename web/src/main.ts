import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n.ts'
import { router } from './router.ts'
import './ui/base.css'

document.documentElement.lang = i18n.global.locale.value
const app = createApp(App)
app.use(i18n).use(router)
app.mount('#app')
