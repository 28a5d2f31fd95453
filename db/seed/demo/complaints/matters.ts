import type { Language } from '../../../../src/kernel/language/contract.ts'

/** What customers of the demo complain of, in their own language. */
export type Matter = {
  language: Language
  subject: string
  description: string
  kind: string
  severity: 1 | 2 | 3 | 4
  service_key: string
  cause_key: string
  /** Months in which it comes up three times as often. */
  season: number[]
  claimed: number | null
}

type More = { season?: number[]; claimed?: number }
const of =
  (language: Language) =>
  (
    [kind, severity, service_key, cause_key]: [string, Matter['severity'], string, string],
    subject: string,
    description: string,
    { season = [], claimed }: More = {},
  ): Matter => ({
    ...{ language, kind, severity, service_key, cause_key, subject, description, season },
    claimed: claimed ?? null,
  })
const [mainland, taiwan, english] = [of('zh-CN'), of('zh-TW'), of('en')]

export const leak = mainland(
  ['privacy', 4, 'archives', 'people.mistake'],
  '员工名册被发到外部群',
  '贵公司人员把含身份证号的员工名册发到了客户群里，虽然撤回，但已有人保存。',
)
export const payday = mainland(
  ['delay', 3, 'payroll', 'system.down'],
  '节前工资没有到账',
  '节前最后一天系统打不开，工资拖到节后才到账，员工影响很大。',
  { claimed: 680_000 },
)
export const wrongData = mainland(
  ['quality', 3, 'payroll', 'system.data'],
  '年终奖个税算错',
  '年终奖没有按选择的单独计税方式计算，二十六名员工多扣了税，大家意见很大。',
  { season: [1, 2, 12], claimed: 1_286_000 },
)

export const matters: Matter[] = [
  wrongData,
  mainland(
    ['delay', 2, 'social_insurance', 'process.handover'],
    '社保增员漏办一个月',
    '三名新员工的材料月初就交了，月底查询仍未参保，员工产检费用无法报销。',
    { season: [3, 4, 7], claimed: 120_000 },
  ),
  mainland(
    ['attitude', 1, 'archives', 'people.manner'],
    '窗口人员态度冷淡',
    '去调档案，问了两次需要什么材料，工作人员头也不抬，只说“自己看墙上”。',
  ),
  mainland(
    ['charge', 2, 'dispatch', 'charge.unclear'],
    '服务费多收一个月',
    '合同已于上月终止，本月仍收到服务费账单，问了三次没有说清楚依据。',
    { claimed: 360_000 },
  ),
  mainland(
    ['delay', 1, 'social_insurance', 'outside.authority'],
    '公积金转移办理慢',
    '异地公积金转移申请两个月没有结果，每次询问都说在排队。',
    { season: [5, 6] },
  ),
  mainland(
    ['quality', 1, 'training', 'process.unclear'],
    '培训地点临时更改未通知',
    '到了原定酒店才知道换了地方，十几个人在路上耽误一个多小时。',
  ),
  mainland(
    ['delay', 1, 'archives', 'process.slow'],
    '调档等了两周',
    '说好三个工作日，两周过去还没有调出来，入职手续因此办不了。',
    { season: [3, 9] },
  ),
  mainland(
    ['quality', 2, 'social_insurance', 'people.mistake'],
    '缴费基数填错',
    '申报时把八千填成了八百，员工的生育津贴少领了四千多元。',
    { season: [7, 8], claimed: 430_000 },
  ),
  mainland(
    ['charge', 1, 'training', 'charge.wrong'],
    '重复开具发票',
    '同一期培训开了两张发票，财务对账时才发现，退票拖了半个月。',
    { claimed: 86_000 },
  ),
  mainland(
    ['attitude', 1, 'dispatch', 'people.manner'],
    '电话里推诿',
    '问工伤怎么报，客服让找分公司，分公司又让找客服，来回四次。',
  ),
  mainland(
    ['quality', 1, 'recruitment', 'people.skill'],
    '推荐的候选人不符要求',
    '写明要三年以上经验，推来的十份简历里八份是应届生。',
    { season: [3, 10] },
  ),
  mainland(
    ['delay', 2, 'social_insurance', 'outside.partner'],
    '异地参保合作方漏报',
    '委托成都参保的两名员工，合作方上月漏报，本月才发现断缴。',
    { claimed: 210_000 },
  ),
  mainland(
    ['other', 1, 'payroll', 'system.down'],
    '工资条小程序打不开',
    '发薪日晚上工资条小程序一直转圈，第二天才能看。',
    { season: [1, 12] },
  ),
  taiwan(
    ['delay', 1, 'recruitment', 'process.slow'],
    '候選人履歷遲未提供',
    '簽約時說五個工作日內提供首批候選人，現已三週，只收到兩份不符合條件的履歷。',
  ),
  taiwan(
    ['quality', 2, 'payroll', 'people.mistake'],
    '薪資單寄錯收件人',
    '我的薪資單寄到同事的信箱，同事看得到我的薪資，請儘速說明如何處理。',
  ),
  taiwan(
    ['charge', 1, 'dispatch', 'charge.unclear'],
    '派遣服務費計算不清',
    '本月帳單較上月多出兩成，明細只寫「其他」，請提供計算依據。',
    { claimed: 150_000 },
  ),
  taiwan(
    ['quality', 1, 'training', 'process.unclear'],
    '上課教材未提供繁體版本',
    '報名時說明有繁體教材，現場只發簡體講義，學員反映不便閱讀。',
    { season: [5, 11] },
  ),
  english(
    ['delay', 2, 'dispatch', 'process.slow'],
    'Work permit renewal not filed in time',
    'We handed in all papers six weeks before expiry. It was filed two days late and our engineer could not work for a week.',
    { claimed: 900_000 },
  ),
  english(
    ['charge', 1, 'training', 'charge.wrong'],
    'Invoiced for a course that was cancelled',
    'The course in spring was cancelled by you, and still we were invoiced for twelve seats.',
    { season: [4, 5], claimed: 480_000 },
  ),
  english(
    ['quality', 2, 'payroll', 'system.data'],
    'Housing allowance missing from the payslip',
    'For two months the housing allowance of four expatriates was left out, and the tax was computed without it.',
    { claimed: 240_000 },
  ),
  english(
    ['attitude', 1, 'social_insurance', 'people.skill'],
    'Nobody could explain the contribution table',
    'Three people on the phone gave us three different contribution bases for the same employee.',
    { season: [7] },
  ),
]

/** What was found at the root, and what was done so that it does not come up again, by cause. */
export const remedies: Record<string, { root_cause: string; action: string }> = {
  'people.manner': {
    root_cause: '高峰时段一人兼两个窗口，疲劳接待，无人替换。',
    action: '高峰增设引导岗，主管每两小时轮换窗口人员。',
  },
  'people.skill': {
    root_cause: '新人上岗前只看手册，没有带教和考核。',
    action: '上岗前完成十笔带教业务并通过考核。',
  },
  'people.mistake': {
    root_cause: '录入后由本人复核，等于没有复核。',
    action: '金额和名单类信息实行双人复核，系统强制两人签名。',
  },
  'process.slow': {
    root_cause: '资料在三个岗位间纸面流转，每岗等一天。',
    action: '改为系统内流转，超过四小时自动提醒下一岗。',
  },
  'process.handover': {
    root_cause: '为何发生：经办人休假；为何无人接手：没有交接清单；为何没有清单：交接只凭口头约定。',
    action: '休假和换岗须填写交接清单，由主管签字；系统每日提示未接手的事项。',
  },
  'process.unclear': {
    root_cause: '通知只发群消息，没有确认收到。',
    action: '变更通知改用短信并要求回执，未回执的逐一电话。',
  },
  'system.down': {
    root_cause: '发薪高峰与系统维护窗口重叠，没有备用通道。',
    action: '发薪日前后三天停止维护，启用银行直连备用通道。',
  },
  'system.data': {
    root_cause: '计税方式变更后参数表未同步到薪资系统。',
    action: '参数变更由财务与系统双签，上线前抽算三十人。',
  },
  'charge.wrong': {
    root_cause: '合同变更没有通知开票岗。',
    action: '合同变更自动推送开票岗，开票前核对在册清单。',
  },
  'charge.unclear': {
    root_cause: '账单模板没有列明计费依据。',
    action: '账单列明合同条款、人数和单价，附明细。',
  },
  'outside.authority': {
    root_cause: '主管部门调整受理口径，我方一周后才得知。',
    action: '每周核对主管部门公告，变化当日通知客户。',
  },
  'outside.partner': {
    root_cause: '合作方未按约定回传申报结果，我方没有核对。',
    action: '申报次日核对回执，两次漏报即更换合作方。',
  },
}
