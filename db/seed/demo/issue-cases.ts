import type { IssueSource, IssueState, Severity } from '../../../src/kernel/issues/contract.ts'
import type { CastUser } from '../cast.ts'

export type IssueCase = {
  /** Who found it, puts it right and verifies it; where. */
  by: CastUser
  owner: CastUser
  verifier: CastUser
  at: 'HD-SH' | 'HN-GZ' | 'HD-SZ' | 'HD' | 'HB'
  source: IssueSource
  severity: Severity
  clause: string
  title: string
  description: string
  plan: string
  measure: string
  /** Days before today on which it was found, and days from then until it is due. */
  ago: number
  within: number
  /** Days it took to be submitted. */
  took?: number
  until: IssueState
  /** Later days that were granted: days more each. */
  extended?: number[]
  /** Was sent back once on the way. */
  sentBack?: true
}

const shanghai = { owner: 'li.wei', verifier: 'chen.hao', at: 'HD-SH' } as const
const guangzhou = { owner: 'zheng.kai', verifier: 'luo.ying', at: 'HN-GZ' } as const
const suzhou = { owner: 'wu.min', verifier: 'chen.hao', at: 'HD-SZ' } as const

/** What was found over two years, in every state. */
export const issueCases: IssueCase[] = [
  {
    ...{
      by: 'fang.yi',
      ...shanghai,
      source: 'audit',
      severity: 'major',
      clause: '5.3.1',
      ago: 500,
      within: 30,
    },
    title: '三笔差旅费缺少事前审批',
    description: '抽查 2024 年四季度差旅费 40 笔，其中 3 笔无事前审批单，合计 6,820 元。',
    plan: '经办人不熟悉新的审批权限表。补办说明，全员培训一次，系统中设为必填。',
    measure: '组织费用审批培训并留存签到表',
    ...{ took: 20, until: 'closed' },
  },
  {
    ...{
      by: 'he.chuan',
      ...guangzhou,
      source: 'inspection',
      severity: 'minor',
      clause: '8.1',
      ago: 600,
      within: 30,
    },
    title: '印章使用登记缺页',
    description: '用印登记簿缺 2025 年 3 月 4 日至 11 日的记录。',
    plan: '登记簿活页散失。改用编号装订本，并补录用印记录。',
    measure: '更换编号装订登记簿，补录缺失记录',
    ...{ took: 26, until: 'closed' },
  },
  {
    ...{
      by: 'qian.li',
      ...suzhou,
      source: 'stocktake',
      severity: 'major',
      clause: '5.4.2',
      ago: 520,
      within: 30,
    },
    title: '盘亏两台笔记本电脑',
    description: '年度盘点账面 14 台，实有 12 台，保管人离职未交接。',
    plan: '离职交接清单未列资产。追回一台，另一台按规定赔偿入账。',
    measure: '修订离职交接清单，逐项签收资产',
    ...{ took: 70, until: 'closed', extended: [20, 15] },
  },
  {
    ...{
      by: 'sun.yi',
      ...shanghai,
      source: 'special_check',
      severity: 'minor',
      clause: '4.4.2',
      ago: 430,
      within: 30,
    },
    title: '两件投诉未写明根本原因',
    description: '抽查办结投诉 15 件，其中 2 件原因一栏只写“已沟通”。',
    plan: '经办人理解偏差。重新分析两件投诉，并在办结前由主管复核。',
    measure: '补写两件投诉的根本原因与纠正措施',
    ...{ took: 25, until: 'reopened' },
  },
  {
    ...{
      by: 'he.chuan',
      ...guangzhou,
      source: 'daily_check',
      severity: 'minor',
      clause: '4.2.1',
      ago: 300,
      within: 21,
    },
    title: '服务大厅排队叫号屏黑屏',
    description: '连续两日巡检发现二号窗口叫号屏不亮，改为人工叫号。',
    plan: '电源模块损坏，更换并纳入月度点检。',
    measure: '更换电源模块，列入点检表',
    ...{ took: 9, until: 'closed' },
  },
  {
    ...{
      by: 'fang.yi',
      ...shanghai,
      source: 'audit',
      severity: 'minor',
      clause: '5.3.1',
      ago: 200,
      within: 30,
    },
    title: '一笔招待费超标准未说明',
    description: '抽查上半年招待费，一笔人均 420 元，超出标准 120 元且无说明。',
    plan: '补充说明并由分公司负责人审批，超出部分由个人承担。',
    measure: '收回超标准部分并补全附件',
    ...{ took: 24, until: 'closed' },
  },
  {
    ...{
      by: 'zhou.ting',
      ...guangzhou,
      source: 'periodic_check',
      severity: 'minor',
      clause: '3.2.2',
      ago: 150,
      within: 30,
    },
    title: '四名员工年度培训学时不足',
    description: '截至季末有 4 人不足 12 学时，进度低于 50%。',
    plan: '排班冲突。安排两次集中培训，缺席者补线上课程。',
    measure: '完成两次集中培训并登记学时',
    ...{ took: 40, until: 'closed', sentBack: true },
  },
  {
    ...{
      by: 'sun.yi',
      ...suzhou,
      source: 'special_check',
      severity: 'major',
      clause: '8.1',
      ago: 70,
      within: 30,
    },
    title: '客户档案存放在公共区域',
    description: '现场检查发现三份客户档案放在前台敞开的文件架上。',
    plan: '缺少带锁档案柜。购置档案柜，明确钥匙保管人。',
    measure: '购置带锁档案柜并登记钥匙',
    ...{ until: 'rectifying' },
  },
  {
    ...{
      by: 'he.chuan',
      ...shanghai,
      source: 'complaint',
      severity: 'major',
      clause: '4.4.1',
      ago: 40,
      within: 30,
    },
    title: '投诉首次响应超过八个工作小时',
    description: '本季度 3 件投诉首次响应超时，最长 19 小时。',
    plan: '投诉邮箱无人值守。设值班表，未读两小时提醒主管。',
    measure: '发布投诉值班表并开通未读提醒',
    ...{ took: 20, until: 'returned', sentBack: true },
  },
  {
    ...{
      by: 'qian.li',
      ...guangzhou,
      source: 'periodic_check',
      severity: 'minor',
      clause: '5.2.2',
      ago: 26,
      within: 30,
    },
    title: '两家客户未按季对账',
    description: '三季度应对账 18 家，其中 2 家未取得确认函。',
    plan: '联系人变更，重新寄送并电话确认。',
    measure: '取得两家客户的对账确认函',
    ...{ took: 22, until: 'submitted' },
  },
  {
    ...{
      by: 'he.chuan',
      ...suzhou,
      source: 'inspection',
      severity: 'minor',
      clause: '2.3.2',
      ago: 24,
      within: 30,
    },
    title: '门头公示信息未更新',
    description: '营业时间已调整，门头与线上公示仍为旧时间。',
    plan: '统一更换门贴并更新线上信息。',
    measure: '更换门贴，更新线上公示',
    ...{ took: 15, until: 'verified' },
  },
  {
    ...{
      by: 'zhou.ting',
      ...shanghai,
      source: 'daily_check',
      severity: 'minor',
      clause: '4.2.2',
      ago: 14,
      within: 30,
    },
    title: '服务月报缺少投诉分析一节',
    description: '十月月报只列投诉件数，没有原因与改进。',
    plan: '改用新版月报模板，由客户主管复核。',
    measure: '补报十月投诉分析并启用新模板',
    ...{ until: 'planned' },
  },
  {
    ...{
      by: 'sun.yi',
      ...guangzhou,
      source: 'special_check',
      severity: 'major',
      clause: '6.2.3',
      ago: 6,
      within: 30,
    },
    title: '两项风险措施未按期检查',
    description: '应收账款催收与外包人员管理两项措施，三季度检查记录缺失。',
    plan: '',
    measure: '',
    ...{ until: 'notified' },
  },
  {
    ...{
      by: 'he.chuan',
      ...suzhou,
      source: 'daily_check',
      severity: 'minor',
      clause: '5.4.3',
      ago: 1,
      within: 30,
    },
    title: '灭火器年检标签过期',
    description: '前台与资料室各一具灭火器，标签有效期至上月。',
    plan: '',
    measure: '',
    ...{ until: 'found' },
  },
]
