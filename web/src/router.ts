import { ref } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { client, onSignedOut } from './gql/client.ts'
import { SetupDocument } from './gql/gen/graphql.ts'
import { i18n, loadTexts } from './i18n.ts'
import { loadViewer } from './session/viewer.ts'
import { notifyFailure } from './ui/toast.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Readable without signing in, and shown without the rail. */
    open?: boolean
    /** The areas whose texts the page needs. */
    texts?: string[]
  }
}

const session = { open: true, texts: ['session'] }

/** The pages and their addresses. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/inbox/:view?/:conversationId?',
      alias: '/',
      name: 'inbox',
      component: () => import('./pages/InboxPage.vue'),
      meta: { texts: ['inbox'] },
    },
    {
      path: '/contacts',
      name: 'contacts',
      component: () => import('./pages/ContactsPage.vue'),
      meta: { texts: ['inbox', 'contacts'] },
    },
    {
      path: '/contacts/:id',
      name: 'contact',
      component: () => import('./pages/ContactPage.vue'),
      meta: { texts: ['inbox', 'contacts'] },
    },
    {
      path: '/supervision',
      name: 'supervision',
      component: () => import('./pages/SupervisionPage.vue'),
      meta: { texts: ['inbox', 'supervision', 'alerts'] },
    },
    {
      path: '/supervision/look/:conversationId',
      name: 'look',
      component: () => import('./pages/LookPage.vue'),
      props: true,
      meta: { texts: ['inbox', 'supervision'] },
    },
    {
      path: '/my-day',
      name: 'my-day',
      component: () => import('./pages/MyDayPage.vue'),
      meta: { texts: ['supervision'] },
    },
    // Where widgets were before they stood among the other channels.
    { path: '/settings/widgets/:id?', redirect: ({ params }) => `/settings/channels/${String(params['id'] ?? '')}` },
    {
      path: '/settings/:section?/:id?',
      name: 'settings',
      component: () => import('./pages/SettingsPage.vue'),
      meta: { texts: ['inbox', 'settings', 'widgets', 'channels', 'alerts'] },
    },
    {
      path: '/wall/:token',
      name: 'wall',
      component: () => import('./pages/WallPage.vue'),
      meta: { open: true, texts: ['wall'] },
    },
    { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: session },
    { path: '/welcome', name: 'welcome', component: () => import('./pages/WelcomePage.vue'), meta: session },
    { path: '/join/:token', name: 'join', component: () => import('./pages/JoinPage.vue'), meta: session },
    {
      path: '/forgot-password',
      name: 'forgot-password',
      component: () => import('./pages/ForgotPasswordPage.vue'),
      meta: session,
    },
    {
      path: '/reset-password',
      name: 'reset-password',
      component: () => import('./pages/ResetPasswordPage.vue'),
      meta: session,
    },
    {
      path: '/:rest(.*)',
      name: 'not-found',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { open: true },
    },
  ],
})

router.beforeEach(async (to) => {
  const texts = loadTexts('app', ...(to.meta.texts ?? []))
  const elsewhere = to.meta.open ? true : await whoIsThere(to)
  await texts
  return elsewhere
})

async function whoIsThere(to: RouteLocationNormalized) {
  if (await loadViewer()) return true
  const setup = await client.query(SetupDocument, {}).toPromise()
  if (setup.data?.setup.needsAdministrator) return { name: 'welcome' }
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
}

/** Whether not even the first page could be shown. */
export const unreachable = ref(false)

router.onError((_error, _to, from) => {
  if (from.matched.length) void notifyFailure(i18n.global.t('ui.unreachable'))
  else void loadTexts('app').finally(() => (unreachable.value = true))
})

onSignedOut(() => {
  if (!router.currentRoute.value.meta.open && router.currentRoute.value.matched.length) location.assign('/sign-in')
})
