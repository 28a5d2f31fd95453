import { describe, expect, test } from 'vitest'
import { refusedByCluster } from './statements.ts'

const known = {
  distributed: new Set(['k.task', 'k.step', 'k.file']),
  local: new Set(['k.epoch']),
  reading: new Set(['k.find']),
}
const refused = (text: string) => refusedByCluster(text, known)

const taken = {
  'a join by org_id': 'select * from k.task t join k.step s on s.org_id = t.org_id and s.task_id = t.id',
  'a join within the organisation that is given':
    'select * from k.task t join k.step s on s.task_id = t.id where t.org_id = $1 and s.org_id = $2',
  'a join by rows': 'select * from k.task t, k.step s where (s.org_id, s.task_id) = (t.org_id, t.id)',
  'a join with using': 'select * from k.task t join k.step s using (org_id, id)',
  'a join through a shared row':
    'select * from k.task t join k.org o on o.id = t.org_id join k.step s on s.org_id = o.id',
  'a correlated sub-query by org_id':
    'select * from k.task t where exists (select from k.step s where s.org_id = t.org_id and s.task_id = t.id)',
  'a count grouped by org_id':
    'select (select count(*) from k.step s where s.org_id = t.org_id and s.task_id = t.id group by s.org_id) from k.task t',
  'a limit within the organisation that is given':
    'select (select s.id from k.step s where s.org_id = t.org_id order by s.at limit 1) from k.task t where t.org_id = $1',
  'a sub-query that refers to nothing outside':
    'select * from k.person p where p.id in (select t.person_id from k.task t order by t.at limit 5)',
  'a lock within one organisation': 'select * from k.task where org_id = $1 and id = $2 for update',
  'a lock of a shared row': 'select * from k.org where id = $1 for update',
  'a change joined to given rows':
    'update k.task t set due_at = m.d from unnest($1::uuid[], $2::uuid[], $3::date[]) as m(o, i, d) where t.org_id = m.o and t.id = m.i',
  'a sub-query put together first, joined':
    'select * from k.task t join (select org_id, id, count(*) from k.step group by org_id, id) s on s.org_id = t.org_id and s.id = t.id',
  'recursion over shared rows':
    'with recursive up as (select id, parent_id from k.org where id = $1 union all select o.id, o.parent_id from k.org o join up on up.parent_id = o.id) select * from up',
  'recursion within one organisation':
    'with recursive up as (select id, parent_id from k.task where org_id = $1 union all select o.id, o.parent_id from k.task o join up on up.parent_id = o.id where o.org_id = $2) select * from up',
}

const sentences: Record<string, [text: string, fault: RegExp]> = {
  'a join without org_id': [
    'select * from k.task t join k.step s on s.task_id = t.id',
    /step s isn't joined to k.task t/,
  ],
  'an outer join without org_id': [
    'select * from k.task t left join k.step s on s.task_id = t.id where t.org_id = $1',
    /isn't joined/,
  ],
  'a join by an alternative': [
    'select * from k.task t join k.step s on (s.org_id = t.org_id or s.task_id = t.id)',
    /isn't joined/,
  ],
  'a correlated sub-query without org_id': [
    'select * from k.task t where exists (select from k.step s where s.task_id = t.id)',
    /sub-query of k.step isn't tied to k.task by org_id/,
  ],
  'a correlated count': [
    'select (select count(*) from k.step s where s.org_id = t.org_id and s.task_id = t.id) from k.task t',
    /has an aggregate/,
  ],
  'a correlated limit': [
    'select (select s.id from k.step s where s.org_id = t.org_id order by s.at limit 1) from k.task t',
    /has a limit/,
  ],
  'a correlated distinct': [
    'select * from k.task t where t.id in (select distinct s.task_id from k.step s where s.org_id = t.org_id)',
    /distinct without org_id/,
  ],
  'a sub-query that refers to shared rows alone': [
    'select o.*, (select count(*) from k.task t where t.org_id = o.id group by t.org_id) from k.org o',
    /refers to a query over shared rows alone/,
  ],
  'a lock across organisations': [
    'select * from k.task where state = $1 order by at limit 10 for update skip locked',
    /locked without one organisation/,
  ],
  'a lock by id alone': ['select * from k.task where id = $1 for update', /locked without one organisation/],
  'a change of the organisation': ['update k.file set org_id = $1 where org_id = $2', /org_id is changed/],
  'a value that differs from call to call': [
    'update k.task set id = gen_random_uuid() where org_id = $1',
    /gen_random_uuid\(\) in a change/,
  ],
  'a setting by function': ["select set_config('bylaw.reach', $1, true)", /set_config/],
  'a shared row changed by organisations’ rows': [
    'update k.org o set busy = true from k.task t where t.org_id = o.id',
    /is shared and is changed by a join/,
  ],
  'recursion across organisations': [
    'with recursive up as (select id, parent_id from k.task where id = $1 union all select o.id, o.parent_id from k.task o join up on up.parent_id = o.id) select * from up',
    /recursion over organisations' rows/,
  ],
  'grouping sets': [
    'select state, kind, count(*) from k.task group by rollup (state, kind)',
    /grouping sets/,
  ],
  'a table of the coordinator alone': [
    'select * from k.task t, k.epoch e',
    /stands on the coordinator alone/,
  ],
  'a function that reads tables': ['select k.find(t.id) from k.task t', /reads tables from within/],
}

describe('a cluster takes', () => {
  for (const [name, text] of Object.entries(taken))
    test(name, async () => expect(await refused(text)).toEqual([]))
})

describe('a cluster refuses', () => {
  for (const [name, [text, fault]] of Object.entries(sentences))
    test(name, async () => {
      const faults = await refused(text)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(fault)
    })
})

test('what is no SQL is no statement', async () => {
  await expect(refused('selekt 1')).rejects.toThrow(/syntax/)
})
