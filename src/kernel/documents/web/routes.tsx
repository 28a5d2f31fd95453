import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/documents',
    title: 'documents.list.title',
    permission: 'documents.document.read',
    component: lazy(() => import('./document-list-page.tsx'), 'DocumentListPage'),
    menu: { chapter: 'regulation', order: 10 },
  },
  {
    path: '/documents/check',
    title: 'documents.check.title',
    component: lazy(() => import('./check-page.tsx'), 'CheckPage'),
    menu: { chapter: 'regulation', order: 11 },
  },
  {
    path: '/documents/$id',
    title: 'documents.document.title',
    permission: 'documents.document.read',
    component: lazy(() => import('./issued-document-page.tsx'), 'IssuedDocumentPage'),
  },
]
