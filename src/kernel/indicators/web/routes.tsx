import { registerClauseLinks } from '../../regulation/web/clause-links.ts'
import { lazy, type WebRoute } from '../../web/route.ts'

registerClauseLinks(
  (['6.3.1', '6.3.2'] as const).map((clause_id) => ({
    ...{ clause_id, kind: 'work', permission: 'indicators.indicator.read' },
    ...(clause_id === '6.3.1'
      ? { label: 'indicators.page.title', to: '/indicators' }
      : { label: 'indicators.page.warnings', to: '/indicators/warnings?state=open' }),
  })),
)

export const routes: WebRoute[] = [
  {
    path: '/indicators',
    title: 'indicators.page.title',
    permission: 'indicators.indicator.read',
    component: lazy(() => import('./indicators-page.tsx'), 'IndicatorsPage'),
    menu: { chapter: 'risk', order: 10 },
  },
  {
    path: '/indicators/warnings',
    title: 'indicators.page.warnings',
    permission: 'indicators.indicator.read',
    component: lazy(() => import('./warnings-page.tsx'), 'WarningsPage'),
    menu: { chapter: 'risk', order: 20 },
  },
  {
    path: '/indicators/values',
    title: 'indicators.page.values',
    permission: 'indicators.indicator.read',
    component: lazy(() => import('./values-page.tsx'), 'ValuesPage'),
  },
  {
    path: '/indicators/$id/bring-in',
    title: 'indicators.page.bring_in.title',
    permission: 'indicators.value.enter',
    component: lazy(() => import('./bring-in-page.tsx'), 'BringInPage'),
  },
  {
    path: '/indicators/$id',
    title: 'indicators.page.indicator',
    permission: 'indicators.indicator.read',
    component: lazy(() => import('./indicator-page.tsx'), 'IndicatorPage'),
  },
]
