/** What each kind of organisation needs to be established. Seeded once; from then on the company's own data. */
export const kindRules = [
  { kind: 'branch', site_visit: true, region_review: false },
  { kind: 'department', site_visit: false, region_review: true },
  { kind: 'partner_point', site_visit: true, region_review: false },
] as const

type Text = { zh: string; tw: string; en: string }
type Kind = (typeof kindRules)[number]['kind']
type DocumentType = {
  key: string
  title: Text
  hint: Text
  asks_validity?: true
  required: Kind[]
  optional?: Kind[]
}

const all: Kind[] = ['branch', 'department', 'partner_point']

export const documentTypes: DocumentType[] = [
  {
    key: 'establishment_plan',
    title: { zh: '设立方案', tw: '設立方案', en: 'Establishment plan' },
    hint: {
      zh: '含服务定位、业务范围和首年工作计划，加盖申请单位印章。',
      tw: '含服務定位、業務範圍和首年工作計劃，加蓋申請單位印章。',
      en: 'Positioning, scope and the first year’s plan, sealed by the applying organisation.',
    },
    required: all,
  },
  {
    key: 'staffing_commitments',
    title: {
      zh: '人员到岗承诺及资质证明',
      tw: '人員到崗承諾及資質證明',
      en: 'Staffing commitments and qualifications',
    },
    hint: {
      zh: '关键岗位人员签字的到岗承诺和资格证书复印件。',
      tw: '關鍵崗位人員簽字的到崗承諾和資格證書影本。',
      en: 'Signed commitments of the people for key posts, with copies of their certificates.',
    },
    required: all,
  },
  {
    key: 'premises_proof',
    title: { zh: '办公场所证明', tw: '辦公場所證明', en: 'Proof of premises' },
    hint: {
      zh: '产权证明或租赁合同；合同到期日填写在“使用期至”。',
      tw: '產權證明或租賃合約；合約到期日填寫在「使用期至」。',
      en: 'Title deed or lease; the day a lease ends is entered with the premises.',
    },
    required: ['branch', 'partner_point'],
    optional: ['department'],
  },
  {
    key: 'safety_proof',
    title: { zh: '消防安全证明', tw: '消防安全證明', en: 'Fire safety certificate' },
    hint: {
      zh: '消防验收或备案文件、最近一次消防检测报告，填写有效期。',
      tw: '消防驗收或備案文件、最近一次消防檢測報告，填寫有效期。',
      en: 'Acceptance or filing, or the latest fire inspection report, with the day until which it is valid.',
    },
    asks_validity: true,
    required: ['branch', 'partner_point'],
    optional: ['department'],
  },
  {
    key: 'environment_proof',
    title: {
      zh: '环保手续或无需办理的说明',
      tw: '環保手續或無需辦理的說明',
      en: 'Environmental approval or statement',
    },
    hint: {
      zh: '环评备案等文件；依法无需办理的，上传书面说明。',
      tw: '環評備案等文件；依法無需辦理的，上傳書面說明。',
      en: 'The filing, or a written statement that none is needed.',
    },
    required: ['branch', 'partner_point'],
  },
  {
    key: 'rules',
    title: {
      zh: '内部管理制度和服务流程',
      tw: '內部管理制度和服務流程',
      en: 'Internal rules and service processes',
    },
    hint: {
      zh: '服务流程、安全与应急、财务和档案管理制度。',
      tw: '服務流程、安全與應急、財務和檔案管理制度。',
      en: 'Service processes, safety and emergencies, finance and records.',
    },
    required: all,
  },
  {
    key: 'funding_proof',
    title: { zh: '资金来源证明', tw: '資金來源證明', en: 'Proof of funds' },
    hint: {
      zh: '银行资信证明、出资承诺或总部拨款意见。',
      tw: '銀行信用證明、出資承諾或總部撥款意見。',
      en: 'Bank certificate, commitment of the investor or headquarters’ allocation.',
    },
    required: all,
  },
  {
    key: 'partner_agreement',
    title: { zh: '合作协议', tw: '合作協議', en: 'Partner agreement' },
    hint: {
      zh: '双方签章的合作协议，填写协议到期日。',
      tw: '雙方簽章的合作協議，填寫協議到期日。',
      en: 'Signed by both sides, with the day it ends.',
    },
    asks_validity: true,
    required: ['partner_point'],
  },
  {
    key: 'partner_licence',
    title: { zh: '合作方营业执照', tw: '合作方營業執照', en: 'Partner’s business licence' },
    hint: {
      zh: '合作方营业执照副本，填写有效期；长期有效的填写 2099-12-31。',
      tw: '合作方營業執照副本，填寫有效期；長期有效的填寫 2099-12-31。',
      en: 'A copy, with the day until which it is valid; 2099-12-31 where it has no end.',
    },
    asks_validity: true,
    required: ['partner_point'],
  },
]

type RegistrationKind = {
  key: string
  title: Text
  /** Left out: the regulation's registration_days. */
  days?: number
  working_days?: true
  asks_credit_code?: true
  /** The licence it brings, and who usually issues it. */
  licence?: { kind: string; authority: Text }
  /** Kinds that may have been registered before they applied. */
  existing?: Kind[]
  kinds: Kind[]
}

export const registrationKinds: RegistrationKind[] = [
  {
    key: 'business',
    title: { zh: '工商登记', tw: '工商登記', en: 'Business registration' },
    asks_credit_code: true,
    licence: {
      kind: 'business',
      authority: {
        ...{ zh: '市场监督管理局', tw: '市場監督管理局', en: 'Administration for Market Regulation' },
      },
    },
    existing: ['partner_point'],
    kinds: ['branch', 'partner_point'],
  },
  {
    key: 'tax',
    title: { zh: '税务登记', tw: '稅務登記', en: 'Tax registration' },
    licence: { kind: 'tax', authority: { zh: '税务局', tw: '稅務局', en: 'Tax authority' } },
    existing: ['partner_point'],
    kinds: ['branch', 'partner_point'],
  },
  {
    key: 'company_filing',
    title: { zh: '公司备案', tw: '公司備案', en: 'Filing with the company' },
    kinds: all,
  },
]
