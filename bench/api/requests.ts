import type pg from 'pg'
import { castId } from '../../db/seed/cast.ts'
import { type Stock, stockOfApprovals } from './stock.ts'

export type Asked = {
  name: string
  as: Who
  method: 'GET' | 'POST'
  path: string
  body?: string
  writes?: boolean
  /** What can be asked for once each: `path` is then each one's own. */
  stock?: Stock
}
export type Who = 'headquarters' | 'head' | 'approver'

type Company = { url: string; api: number; cookies: Record<Who, string> }

/** What is asked of a simulated company: with ids that are in it. */
export async function requestsFor(client: pg.Client, { url, api, cookies }: Company): Promise<Asked[]> {
  const first = async (text: string, values: unknown[] = []) =>
    (await client.query<{ id: string; subject: string }>(text, values)).rows[0]!
  const complaint = await first(
    `select id, subject from complaints.complaint where state = 'closed' and severity > 1 order by received_at desc, id limit 1`,
  )
  const unit = await first(
    `select o.id, '' subject from kernel.organisation o join kernel.organisation p on p.id = o.parent_id
     where p.kind = 'branch' and o.life = 'active' order by o.code limit 1`,
  )
  const entered = {
    ...{ org_id: unit.id, channel: 'phone', kind: 'delay', severity: 2, subject: '测量：增员漏办' },
    ...{
      service_key: 'social_insurance',
      service_on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    },
    ...{
      staff_id: null,
      claimed: null,
      description: '三名员工的材料月初已交，仍未参保。',
      handler_id: castId('zhou.ting'),
    },
    complainant: { name: '沈国强', phone: '13901860213', email: null, language: 'zh-CN' },
  }
  const get = (name: string, path: string, as: Who = 'headquarters') => ({
    name,
    as,
    method: 'GET' as const,
    path,
  })
  const found = encodeURIComponent('社保增员')
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  return [
    get('list', '/api/complaints/complaints?limit=50'),
    get('list due next', '/api/complaints/complaints?limit=50&sort=due'),
    get('list of a branch', '/api/complaints/complaints?limit=50', 'head'),
    get('search', `/api/complaints/complaints?limit=50&q=${found}`),
    get('search in English', '/api/complaints/complaints?limit=50&q=payslip'),
    get('read', `/api/complaints/complaints/${complaint.id}`),
    {
      ...get('create', '/api/complaints/complaints'),
      method: 'POST',
      body: JSON.stringify(entered),
      writes: true,
    },
    {
      ...get('approve', '', 'approver'),
      method: 'POST',
      body: JSON.stringify({ round: 1, opinion: '同意。' }),
      writes: true,
      stock: stockOfApprovals({ url, api, entered, cookie: cookies.headquarters }),
    },
    get('analysis of a year', '/api/complaints/analysis'),
    get('analysis of a branch', '/api/complaints/analysis', 'head'),
    get('issues counted', '/api/issues/statistics/sum'),
    get('organisations', '/api/organisations?limit=50'),
    get('inbox', '/api/tasks?limit=50'),
    get('home: inbox counted', '/api/tasks/count'),
    get('home: what changed', `/api/trail?since=${yesterday}&without=access&latest=true&limit=12`),
    get('home: standing', '/api/controls/standing'),
  ]
}
