import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/accounts',
    title: 'administration.accounts.title',
    permission: 'administration.account.read',
    component: lazy(() => import('./account/accounts-page.tsx'), 'AccountsPage'),
    menu: { chapter: 'administration', order: 20 },
  },
  {
    path: '/administration/accounts/$id',
    title: 'administration.accounts.title',
    permission: 'administration.account.read',
    component: lazy(() => import('./account/account-page.tsx'), 'AccountRecordPage'),
  },
  {
    path: '/administration/assignments',
    title: 'administration.assignments.title',
    permission: 'administration.assignment.read',
    component: lazy(() => import('./assignment/assignments-page.tsx'), 'AssignmentsPage'),
    menu: { chapter: 'administration', order: 22 },
  },
  {
    path: '/administration/roles',
    title: 'administration.roles.title',
    permission: 'administration.role.read',
    component: lazy(() => import('./role/roles-page.tsx'), 'RolesPage'),
    menu: { chapter: 'administration', order: 24 },
  },
  {
    path: '/administration/roles/new',
    title: 'administration.roles.make',
    permission: 'administration.role.create',
    component: lazy(() => import('./role/edit-role-page.tsx'), 'NewRolePage'),
  },
  {
    path: '/administration/roles/$key',
    title: 'administration.roles.title',
    permission: 'administration.role.read',
    component: lazy(() => import('./role/role-page.tsx'), 'RolePage'),
  },
  {
    path: '/administration/roles/$key/edit',
    title: 'administration.roles.edit',
    permission: 'administration.role.update',
    component: lazy(() => import('./role/edit-role-page.tsx'), 'EditRolePage'),
  },
  {
    path: '/administration/keys',
    title: 'administration.keys.title',
    permission: 'administration.key.read',
    component: lazy(() => import('./key/keys-page.tsx'), 'KeysPage'),
    menu: { chapter: 'administration', order: 26 },
  },
]
