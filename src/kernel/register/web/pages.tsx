import { lazy, type WebRoute } from '../../web/route.ts'
import type { Register } from '../contract.ts'

/** The pages of a declared register: its list, a record, and the form to enter or change one. */
export function registerPages(register: Register, menu: NonNullable<WebRoute['menu']>): WebRoute[] {
  const { name, title, path, add } = register
  const [read, edit] = [`${name}.read`, `${name}.edit`]
  const list = lazy(async () => {
    const { RegisterListPage } = await import('./list-page.tsx')
    return { Page: () => <RegisterListPage register={register} /> }
  }, 'Page')
  const record = lazy(async () => {
    const { RegisterRecordPage } = await import('./record-page.tsx')
    return { Page: () => <RegisterRecordPage register={register} /> }
  }, 'Page')
  const create = lazy(async () => {
    const { NewRecordPage } = await import('./new-record-page.tsx')
    return { Page: () => <NewRecordPage register={register} /> }
  }, 'Page')
  const change = lazy(async () => {
    const { EditRecordPage } = await import('./edit-record-page.tsx')
    return { Page: () => <EditRecordPage register={register} /> }
  }, 'Page')
  return [
    { path: `/${path}`, title, permission: read, component: list, menu },
    { path: `/${path}/new`, title: add, permission: edit, component: create },
    { path: `/${path}/$id`, title, permission: read, component: record },
    { path: `/${path}/$id/edit`, title, permission: edit, component: change },
  ]
}
