import { day, hour } from '../days.ts'
import { isOpen, type Unit } from '../network/unit.ts'
import type { Doer } from '../trail.ts'
import type { World } from '../world.ts'
import type { Ledger } from './ledger.ts'

const found = [
  {
    title: '服务公示信息未更新',
    description: '大厅公示的收费标准仍为去年版本。',
    clause: '4.2',
    severity: 'minor',
    source: 'daily_check',
  },
  {
    title: '客户档案未按时归档',
    description: '抽查二十份档案，三份超过归档期限。',
    clause: '4.3',
    severity: 'minor',
    source: 'periodic_check',
  },
  {
    title: '消防器材超期未检',
    description: '二层灭火器检验日期已过两个月。',
    clause: '8.1',
    severity: 'major',
    source: 'inspection',
  },
  {
    title: '费用报销缺少事前审批',
    description: '抽查差旅费四十笔，两笔无事前审批单。',
    clause: '5.3.1',
    severity: 'major',
    source: 'audit',
  },
  {
    title: '固定资产盘点有差异',
    description: '盘亏打印机一台，未及时登记。',
    clause: '5.1',
    severity: 'minor',
    source: 'stocktake',
  },
] as const

/** What inspections find: at each organisation about once a year. Clauses that this regulation doesn't have are left out. */
export function planInspections(
  world: World,
  ledger: Ledger,
  units: Unit[],
  inspectors: Doer[],
  clauses: Set<string>,
): void {
  const { random, diary, work } = world
  const known = found.filter(({ clause }) => clauses.has(clause))
  for (const unit of units)
    for (
      let at = world.begin + random.long(365 * day);
      at < world.end;
      at += 20 * day + random.long(345 * day)
    ) {
      const when = work.after(at, random.long(2 * hour))
      const what = random.pick(known)
      const by = random.pick(inspectors)
      if (!isOpen(unit, when) || unit.kind === 'region') continue
      diary.plan(when, () =>
        ledger.open({
          ...{ ...what, unit, at: when, by, kind: 'issues.kind.written', params: { text: what.title } },
          ...{ subject_type: 'issue', subject_id: null, link: null, handler: null },
        }),
      )
    }
}
