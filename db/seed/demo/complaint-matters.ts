import type { ComplaintKind } from '../../../src/chapters/complaints/complaint/words/contract.ts'
import type { Language } from '../../../src/kernel/language/contract.ts'

/** What customers of the demo complain of, in their own language. */
export type Matter = {
  language: Language
  subject: string
  description: string
  kind: ComplaintKind
  severity: 1 | 2 | 3 | 4
  service_key: string
  cause_key: string
  /** Months in which it comes up more often. */
  season?: number[]
  claimed?: number
}

export const matters: Matter[] = [
  {
    ...{
      language: 'zh-CN',
      kind: 'delay',
      severity: 2,
      service_key: 'social_insurance',
      cause_key: 'process.handover',
    },
    ...{ subject: '社保增员漏办一个月', season: [3, 4, 7] },
    description: '三名新员工的材料月初就交了，月底查询仍未参保，员工产检费用无法报销。',
  },
  {
    ...{ language: 'zh-CN', kind: 'quality', severity: 3, service_key: 'payroll', cause_key: 'system.data' },
    ...{ subject: '年终奖个税算错', season: [1, 2, 12], claimed: 1_286_000 },
    description: '年终奖没有按选择的单独计税方式计算，二十六名员工多扣了税，大家意见很大。',
  },
  {
    ...{
      language: 'zh-CN',
      kind: 'attitude',
      severity: 1,
      service_key: 'archives',
      cause_key: 'people.manner',
    },
    subject: '窗口人员态度冷淡',
    description: '去调档案，问了两次需要什么材料，工作人员头也不抬，只说“自己看墙上”。',
  },
  {
    ...{
      language: 'zh-CN',
      kind: 'charge',
      severity: 2,
      service_key: 'dispatch',
      cause_key: 'charge.unclear',
    },
    ...{ subject: '服务费多收一个月', claimed: 360_000 },
    description: '合同已于上月终止，本月仍收到服务费账单，问了三次没有说清楚依据。',
  },
  {
    ...{
      language: 'zh-TW',
      kind: 'delay',
      severity: 1,
      service_key: 'recruitment',
      cause_key: 'process.slow',
    },
    subject: '候選人履歷遲未提供',
    description: '簽約時說五個工作日內提供首批候選人，現已三週，只收到兩份不符合條件的履歷。',
  },
  {
    ...{
      language: 'zh-TW',
      kind: 'quality',
      severity: 2,
      service_key: 'payroll',
      cause_key: 'people.mistake',
    },
    subject: '薪資單寄錯收件人',
    description: '我的薪資單寄到同事的信箱，同事看得到我的薪資，請儘速說明如何處理。',
  },
  {
    ...{ language: 'en', kind: 'delay', severity: 2, service_key: 'dispatch', cause_key: 'process.slow' },
    subject: 'Work permit renewal not filed in time',
    description:
      'We handed in all papers six weeks before expiry. It was filed two days late and our engineer could not work for a week.',
  },
  {
    ...{ language: 'en', kind: 'charge', severity: 1, service_key: 'training', cause_key: 'charge.wrong' },
    ...{ subject: 'Invoiced for a course that was cancelled', claimed: 480_000 },
    description: 'The course in spring was cancelled by you, and still we were invoiced for twelve seats.',
  },
  {
    ...{
      language: 'zh-CN',
      kind: 'privacy',
      severity: 4,
      service_key: 'archives',
      cause_key: 'people.mistake',
    },
    subject: '员工名册被发到外部群',
    description: '贵公司人员把含身份证号的员工名册发到了客户群里，虽然撤回，但已有人保存。',
  },
  {
    ...{
      language: 'zh-CN',
      kind: 'delay',
      severity: 1,
      service_key: 'social_insurance',
      cause_key: 'outside.authority',
    },
    ...{ subject: '公积金转移办理慢', season: [5, 6] },
    description: '异地公积金转移申请两个月没有结果，每次询问都说在排队。',
  },
  {
    ...{
      language: 'zh-CN',
      kind: 'quality',
      severity: 1,
      service_key: 'training',
      cause_key: 'process.unclear',
    },
    subject: '培训地点临时更改未通知',
    description: '到了原定酒店才知道换了地方，十几个人在路上耽误一个多小时。',
  },
  {
    ...{ language: 'zh-CN', kind: 'delay', severity: 2, service_key: 'payroll', cause_key: 'system.down' },
    ...{ subject: '发薪晚了两天', season: [1, 2, 9] },
    description: '节前最后一天系统打不开，工资拖到节后才到账，员工影响很大。',
  },
]

export const customers = [
  { name: '沈国强', phone: '13901860213', email: null },
  { name: '梁颖怡', phone: null, email: 'wing.leung@lianhe.example' },
  { name: 'Oliver Brandt', phone: '021-62881177', email: 'oliver.brandt@northwind.example' },
  { name: '陶桂芳', phone: '13611098834', email: null },
  { name: '佟晓宇', phone: '18520114467', email: 'xiaoyu.tong@hexin.example' },
  { name: null, phone: null, email: null },
] as const
