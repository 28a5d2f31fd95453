import { describe, expect, test } from 'vitest'
import { checkBoundaries } from './boundaries.ts'
import { plant } from './planted.ts'

const chapter = (uses: string[] = []) => ({ does: 'Something.', uses })
const house = {
  'src/modules.json': { chapters: { establishment: chapter(), quality: chapter(['establishment']) } },
  'src/app/main.ts': "import '../chapters/quality/routes.ts'\nimport '../kernel/tasks/inbox.ts'",
  'src/chapters/establishment/index.ts': "export * from './application/actions.ts'",
  'src/chapters/establishment/contract.ts': "import { z } from 'zod'",
  'src/chapters/establishment/application/actions.ts':
    "db.selectFrom('establishment.application as a').innerJoin('kernel.organisation', 'a', 'b')",
  'src/chapters/quality/routes.ts':
    "import { find } from '../establishment/index.ts'\nimport fs from 'node:fs'",
  'src/chapters/quality/web/page.tsx':
    "import '../../establishment/contract.ts'\nimport '../../../kernel/tasks/web/list.tsx'\nimport './page.css'",
  'src/kernel/tasks/inbox.ts': "import { deliver } from '../mail/send.ts'",
  'src/kernel/tasks/contract.ts': "export type { Key } from './keys.gen.ts'",
  'src/kernel/tasks/web/list.tsx': "import { list } from '../contract.ts'\nimport { useState } from 'react'",
  'src/kernel/mail/send.ts': "import type { Task } from '../tasks/inbox.ts'",
  'db/migrations/0001_kernel.sql':
    "create table kernel.person (id uuid primary key);\ninsert into kernel.role values ('establishment.application.submit'); -- never quality.review's",
  'db/migrations/0100_establishment.sql':
    'create schema establishment;\ncreate table establishment.application (person_id uuid references kernel.person);',
  'db/migrations/0200_quality.sql':
    'create schema quality;\ncreate table quality.review (application_id uuid references establishment.application);',
}

function faultsWith(planted: Record<string, string | object>) {
  using tree = plant({ ...house, ...planted })
  return checkBoundaries(tree.root)
}

test('a house in order has no fault', () => {
  expect(faultsWith({})).toEqual([])
})

describe('imports', () => {
  test.each([
    ['src/kernel/tasks/due.ts', "import '../../chapters/quality/index.ts'", 'the kernel imports no chapter'],
    [
      'src/kernel/tasks/due.ts',
      "await import('../../chapters/quality/index.ts')",
      'the kernel imports no chapter',
    ],
    [
      'src/kernel/tasks/due.test.ts',
      "import type { X } from '../../chapters/quality/index.ts'",
      'the kernel imports no chapter',
    ],
    ['src/kernel/tasks/due.ts', "import { start } from '../../app/main.ts'", 'nobody imports src/app'],
    ['src/chapters/quality/due.ts', "export { start } from '../../app/main.ts'", 'nobody imports src/app'],
    [
      'src/chapters/quality/due.ts',
      "import { fake } from '../../../test/support/app.ts'",
      'the product does not import test/',
    ],
    [
      'src/chapters/establishment/due.ts',
      "import '../quality/index.ts'",
      'establishment does not use quality',
    ],
    [
      'src/chapters/establishment/due.ts',
      "type X = import('../quality/index.ts').X",
      'establishment does not use quality',
    ],
    [
      'src/chapters/quality/due.ts',
      "import '../establishment/application/actions.ts'",
      'through its index.ts or contract.ts',
    ],
    ['src/chapters/quality/web/x.tsx', "import '../routes.ts'", 'not server code'],
    ['src/chapters/quality/web/x.tsx', "import '../../establishment/index.ts'", 'not server code'],
    ['src/app/web/x.tsx', "import '../main.ts'", 'not server code'],
    ['src/kernel/web/x.tsx', "import type { Task } from '../tasks/inbox.ts'", 'not server code'],
    ['src/kernel/web/x.tsx', "import '../../../db/types.ts'", 'not server code'],
    ['src/kernel/web/x.tsx', "import { join } from 'node:path'", 'the browser has no node:path'],
    ['src/kernel/web/x.tsx', "import fs from 'fs'", 'the browser has no fs'],
    ['src/kernel/web/x.tsx', "import { sql } from 'kysely'", 'the browser has no kysely'],
    [
      'src/kernel/tasks/close/contract.ts',
      "import '../inbox.ts'",
      'contract.ts imports contracts and packages',
    ],
    [
      'src/kernel/tasks/close/contract.ts',
      "import { hash } from 'node:crypto'",
      'the browser has no node:crypto',
    ],
  ])('%s: %s', (path, code, fault) => {
    expect(faultsWith({ [path]: code })).toEqual([expect.stringContaining(fault)])
    expect(faultsWith({ [path]: `\n${code}` })[0]).toContain(`${path}:2: `)
  })
})

describe('rings', () => {
  test('between parts of the kernel, when it runs', () => {
    expect(faultsWith({ 'src/kernel/mail/send.ts': "import { inbox } from '../tasks/inbox.ts'" })).toEqual([
      'src/kernel: the parts form a ring: mail → tasks → mail (src/kernel/mail/send.ts:1, src/kernel/tasks/inbox.ts:1)',
    ])
  })

  test('not through the routes of a part, which only the app takes', () => {
    const planted = {
      'src/kernel/http/open.ts': "import { write } from '../trail/write.ts'",
      'src/kernel/trail/write.ts': 'export const write = 1',
      'src/kernel/trail/routes.ts': "import { handle } from '../http/open.ts'",
    }
    expect(faultsWith(planted)).toEqual([])
  })

  test('between browser parts of the kernel', () => {
    const planted = {
      'src/kernel/tasks/web/list.tsx': "import '../../files/web/list.tsx'",
      'src/kernel/files/web/list.tsx': "import '../../tasks/web/list.tsx'",
    }
    expect(faultsWith(planted)).toEqual([expect.stringContaining('files/web → tasks/web → files/web')])
  })

  test('between chapters', () => {
    const modules = { chapters: { establishment: chapter(['quality']), quality: chapter(['establishment']) } }
    expect(faultsWith({ 'src/modules.json': modules })).toEqual([
      'the chapters form a ring: establishment → quality → establishment (src/modules.json)',
    ])
  })
})

test('modules.json lists each chapter there is, and none besides', () => {
  expect(faultsWith({ 'src/chapters/risk/index.ts': '' })).toEqual([
    'src/modules.json: does not list the chapter risk',
  ])
  const modules = {
    chapters: { establishment: chapter(), quality: { uses: ['establishment', 'risk'] }, assets: chapter() },
  }
  expect(faultsWith({ 'src/modules.json': modules })).toEqual([
    'src/modules.json: lists the chapter assets, which does not exist',
    'src/modules.json: says not what quality does',
    'src/modules.json: quality uses risk, which does not exist',
  ])
})

describe('SQL in code', () => {
  test.each([
    ['src/kernel/tasks/due.ts', "db.selectFrom('quality.review')", 'kernel names the schema quality'],
    [
      'src/chapters/quality/due.ts',
      "db.updateTable('establishment.application as a')",
      'quality names the schema establishment',
    ],
    [
      'src/chapters/quality/due.ts',
      "db.leftJoin('establishment.application', 'a', 'b')",
      'quality names the schema establishment',
    ],
    [
      'src/chapters/quality/due.ts',
      "db.selectFrom(['quality.review', 'establishment.application'])",
      'names the schema establishment',
    ],
    [
      'src/chapters/quality/due.ts',
      'sql`delete from establishment.application where id = ${id}`',
      'names the schema establishment',
    ],
    [
      'src/chapters/quality/due.ts',
      'const text = \'select 1 from "establishment".application\'',
      'names the schema establishment',
    ],
    [
      'src/chapters/quality/due.test.ts',
      'sql`insert into establishment.application`',
      'names the schema establishment',
    ],
  ])('%s: %s', (path, code, fault) => {
    expect(faultsWith({ [path]: code })).toEqual([expect.stringContaining(fault)])
  })

  test('a permission or message of another chapter is not SQL', () => {
    expect(
      faultsWith({ 'src/chapters/quality/due.ts': "ctx.may('establishment.application.submit', id)" }),
    ).toEqual([])
  })
})

describe('SQL in migrations', () => {
  test.each([
    [
      'create table kernel.note (id uuid);\nselect * from quality.review;',
      'names the schemas kernel and quality',
    ],
    [
      'create table quality.note (id uuid);\nupdate establishment.application set id = null;',
      'names the schemas establishment and quality',
    ],
    [
      'create table quality.note (id uuid);\ncreate table kernel.note (id uuid);',
      'names the schemas kernel and quality',
    ],
    [
      'create table establishment.note (id uuid references quality.review);',
      'establishment does not use quality',
    ],
    ['create table kernel.note (id uuid references quality.review);', 'kernel does not use quality'],
    [
      'alter table establishment.note add foreign key (id) references quality.review (id);',
      'establishment does not use quality',
    ],
    ['create table quality.note (id uuid references review);', 'references review without naming its schema'],
  ])('%s', (sql, fault) => {
    expect(faultsWith({ 'db/migrations/0300_planted.sql': sql })).toEqual([expect.stringContaining(fault)])
  })
})
