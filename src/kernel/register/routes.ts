import type { PermissionTable, RoleKey } from '../access/roles.ts'
import { confideFiles } from '../files/confide.ts'
import { handle, handleFile, handleUpload, type Route } from '../http/mount.ts'
import { exportList } from '../sheet/serve.ts'
import type { Register } from './contract.ts'
import { getRow, listRows } from './rows.ts'
import { sheetOfRegister } from './sheet.ts'
import { attachFile, createRow, removeRow, updateRow } from './write.ts'

type Served = { name: string; routes: Route[]; permissions: PermissionTable; register: Register }

/** What a declared register brings to the server. */
export function serveRegister(
  register: Register & { permissions: Record<'read' | 'edit', readonly RoleKey[]> },
): Served {
  const { name, endpoints, permissions } = register
  confideFiles(name, (ctx, { org_id }) => ctx.may(`${name}.read`, org_id))
  const routes = [
    handle(endpoints.list, (ctx, { query }) => listRows(register, ctx, query)),
    handleFile(endpoints.export, (ctx, { query }) => exportList(ctx, sheetOfRegister(register), query)),
    handle(endpoints.read, (ctx, { params }) => getRow(register, ctx, params.id)),
    handle(endpoints.create, async (ctx, { body }) =>
      getRow(register, ctx, await createRow(register, ctx, body)),
    ),
    handle(endpoints.update, async (ctx, { params: { id }, body }) => {
      await updateRow(register, ctx, { id, body })
      return getRow(register, ctx, id)
    }),
    handle(endpoints.remove, async (ctx, { params: { id }, query: { version } }) => {
      await removeRow(register, ctx, { id, version })
      return undefined
    }),
    handleUpload(endpoints.attach, (ctx, { body, file }) => attachFile(register, ctx, body.org_id, file)),
  ]
  return {
    name,
    routes,
    permissions: { [`${name}.read`]: permissions.read, [`${name}.edit`]: permissions.edit },
    register,
  }
}
