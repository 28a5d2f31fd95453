import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allPermissions, allRoutes } from '../../src/app/parts.ts'
import { everyRole } from '../../src/kernel/access/roles.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const endpoints = allRoutes().map(({ endpoint }) => endpoint)
const permissions = allPermissions()
const isPermission = (guard: string) => guard !== 'public' && guard !== 'signed_in'
const anyId = '01900000-0000-7000-8000-000000000000'

test('no two endpoints share a name or an address', () => {
  const names = endpoints.map(({ name }) => name)
  const addresses = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  expect(addresses.filter((one, at) => addresses.indexOf(one) !== at)).toEqual([])
})

describe('whoever is not signed in', () => {
  test.each(endpoints.filter(({ guard }) => guard !== 'public').map((one) => [one.name, one] as const))(
    'is refused by %s',
    async (_name, { method, path }) => {
      const address = path.replace(/:\w+/g, anyId)
      const answer = await app.anonymous.fetch(address, { method })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    },
  )
})

test('only these few endpoints need no account', () => {
  const open = endpoints.filter(({ guard }) => guard === 'public').map(({ name }) => name)
  expect(open.sort()).toEqual([
    'access.invitation.accept',
    'access.invitation.read',
    'session.options',
    'setup.create',
    'setup.read',
  ])
})

test('every permission a route asks for is granted to a role', () => {
  const missing = endpoints.filter(({ guard }) => isPermission(guard) && !permissions[guard]?.length)
  expect(missing.map(({ name, guard }) => `${name} asks for ${guard}`)).toEqual([])
})

test('every permission is granted to known roles, and asked for by a route or a rule', () => {
  const asked = new Set(endpoints.map(({ guard }) => guard))
  const sources = serverSources().join('\n')
  const idle = Object.keys(permissions).filter((key) => !asked.has(key) && !sources.includes(`'${key}'`))
  expect(idle).toEqual([])
  for (const [key, roles] of Object.entries(permissions)) {
    expect(roles.length, key).toBeGreaterThan(0)
    expect(
      roles.filter((role) => !everyRole.includes(role)),
      key,
    ).toEqual([])
  }
})

test('a write may go without a trail entry only for a reason that is written down', () => {
  const reasons = allRoutes().flatMap(({ endpoint, untrailed }) =>
    untrailed === undefined ? [] : [[endpoint.name, untrailed] as const],
  )
  for (const [name, reason] of reasons) expect(reason.length, name).toBeGreaterThan(15)
  const writes = endpoints.filter(({ method }) => method !== 'GET').length
  expect(reasons.length).toBeLessThan(writes / 4)
})

test('the OpenAPI document names every endpoint', async () => {
  const answer = await app.anonymous.fetch('/api/openapi.json')
  const { paths } = (await answer.json()) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const listed = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((one) => one.operationId),
  )
  expect(listed.sort()).toEqual(endpoints.map(({ name }) => name).sort())
})

function serverSources(): string[] {
  const root = join(import.meta.dirname, '../../src')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|permissions\.ts$/.test(name))
    .map((name) => readFileSync(join(root, name), 'utf8'))
}
