import { registerPages } from '../../../../kernel/register/web/pages.tsx'
import type { WebRoute } from '../../../../kernel/web/route.ts'
import { licences } from '../licences.ts'

export const routes: WebRoute[] = [...registerPages(licences, { chapter: 'establishment', order: 60 })]
