import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/sign-in',
    title: 'access.sign_in.title',
    component: lazy(() => import('./sign-in-page.tsx'), 'SignInPage'),
    public: true,
    first: true,
  },
  {
    path: '/setup/$token',
    title: 'access.setup.title',
    component: lazy(() => import('./setup-page.tsx'), 'SetupPage'),
    public: true,
  },
  {
    path: '/welcome/$token',
    title: 'access.welcome.title',
    component: lazy(() => import('./welcome-page.tsx'), 'WelcomePage'),
    public: true,
  },
  {
    path: '/account',
    title: 'access.account.title',
    component: lazy(() => import('./account-page.tsx'), 'AccountPage'),
  },
]
