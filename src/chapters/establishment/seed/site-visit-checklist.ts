/**
 * The checklist of a site visit before an organisation is established (clauses 2.1.2, 2.1.3, 2.1.4 and 2.2.2):
 * premises, safety and environment, equipment and network, people and rules. A critical item that isn't met blocks
 * the approval.
 */
type Item = { name: string; critical?: true; text: Text; help: Text }
type Text = { zh: string; tw: string; en: string }
type Section = { name: string; text: Text; items: Item[] }

const sections: Section[] = [
  {
    name: 'premises',
    text: { zh: '办公场所', tw: '辦公場所', en: 'Premises' },
    items: [
      {
        name: 'tenure_proven',
        critical: true,
        text: {
          zh: '场所的产权证明或租赁合同真实有效',
          tw: '場所的產權證明或租賃合約真實有效',
          en: 'Title deed or lease is genuine and in force',
        },
        help: {
          zh: '核对原件、出租方身份与剩余租期；租期不少于一年。',
          tw: '核對原件、出租方身分與剩餘租期；租期不少於一年。',
          en: 'See the original, the landlord’s identity and the time left: a year at least.',
        },
      },
      {
        name: 'address_matches',
        text: {
          zh: '实际地址与申请一致，便于客户到达',
          tw: '實際地址與申請一致，便於客戶到達',
          en: 'The address is the one applied for and customers can get there',
        },
        help: {
          zh: '门牌、楼层与申请材料逐项核对，并拍摄门牌照片。',
          tw: '門牌、樓層與申請材料逐項核對，並拍攝門牌照片。',
          en: 'Compare street number and floor with the papers; photograph the sign at the door.',
        },
      },
      {
        name: 'floor_area_matches',
        text: {
          zh: '使用面积与申请相符（误差不超过 5%）',
          tw: '使用面積與申請相符（誤差不超過 5%）',
          en: 'Floor area matches the application within 5 %',
        },
        help: {
          zh: '现场测量或核对平面图；按人均使用面积判断是否够用。',
          tw: '現場測量或核對平面圖；按人均使用面積判斷是否夠用。',
          en: 'Measure, or check the floor plan; judge whether it is enough for the staff planned.',
        },
      },
      {
        name: 'accessibility',
        text: {
          zh: '入口、通道与接待区可供行动不便者使用',
          tw: '入口、通道與接待區可供行動不便者使用',
          en: 'Entrance, ways and reception can be used by people with limited mobility',
        },
        help: {
          zh: '查看坡道、电梯、门宽和低位柜台；无法改造的写明替代办法。',
          tw: '檢視坡道、電梯、門寬和低位櫃檯；無法改造的寫明替代辦法。',
          en: 'Look at ramp, lift, door width and low counter; where nothing can be changed, note what is offered instead.',
        },
      },
      {
        name: 'signage',
        text: {
          zh: '门头、导视与服务公示符合公司标识规范',
          tw: '門頭、導視與服務公示符合公司標示規範',
          en: 'Shop sign, directions and service notices follow the company’s identity',
        },
        help: {
          zh: '含服务时间、收费标准和投诉渠道的公示位置。',
          tw: '含服務時間、收費標準和投訴管道的公示位置。',
          en: 'With room for opening hours, price list and how to complain.',
        },
      },
    ],
  },
  {
    name: 'safety',
    text: { zh: '安全与环保', tw: '安全與環保', en: 'Safety and environment' },
    items: [
      {
        name: 'fire_exits_clear',
        critical: true,
        text: {
          zh: '消防通道与安全出口畅通，标志完好',
          tw: '消防通道與安全出口暢通，標誌完好',
          en: 'Fire exits and escape routes are clear and marked',
        },
        help: {
          zh: '实地走一遍疏散路线；出口不得上锁或堆放杂物。',
          tw: '實地走一遍疏散路線；出口不得上鎖或堆放雜物。',
          en: 'Walk the route; no exit may be locked or blocked.',
        },
      },
      {
        name: 'fire_equipment_valid',
        critical: true,
        text: {
          zh: '灭火器、烟感、应急照明配备齐全且在有效期内',
          tw: '滅火器、煙感、應急照明配備齊全且在有效期內',
          en: 'Extinguishers, smoke detectors and emergency lighting are complete and in date',
        },
        help: {
          zh: '逐个查看压力表与检验日期，按下应急照明测试按钮。',
          tw: '逐個檢視壓力錶與檢驗日期，按下應急照明測試按鈕。',
          en: 'Read each gauge and inspection date; press the test button of the emergency lights.',
        },
      },
      {
        name: 'electrical_safety',
        text: {
          zh: '用电线路规范，无私拉乱接',
          tw: '用電線路規範，無私拉亂接',
          en: 'Wiring is sound; no makeshift connections',
        },
        help: {
          zh: '打开配电箱查看漏电保护与负荷标识。',
          tw: '開啟配電箱檢視漏電保護與負荷標示。',
          en: 'Open the distribution board: residual-current device and load labels.',
        },
      },
      {
        name: 'environmental_proof',
        critical: true,
        text: {
          zh: '依法需要的环保手续齐全，或已书面确认无需办理',
          tw: '依法需要的環保手續齊全，或已書面確認無需辦理',
          en: 'Environmental approvals required by law are held, or it is confirmed in writing that none is needed',
        },
        help: {
          zh: '查看环评备案、排水与危废处置协议；不适用的附书面说明。',
          tw: '檢視環評備案、排水與危廢處置協議；不適用的附書面說明。',
          en: 'See the assessment filing, drainage and hazardous-waste agreements; where none applies, attach the note.',
        },
      },
    ],
  },
  {
    name: 'equipment',
    text: { zh: '设备与网络', tw: '設備與網路', en: 'Equipment and network' },
    items: [
      {
        name: 'equipment_ready',
        text: {
          zh: '业务必需的设备设施已到位并能正常使用',
          tw: '業務必需的設備設施已到位並能正常使用',
          en: 'The equipment the services need is there and works',
        },
        help: {
          zh: '对照设立方案的设备清单抽查三件以上，开机试用。',
          tw: '對照設立方案的設備清單抽查三件以上，開機試用。',
          en: 'Pick three or more from the plan’s list and switch them on.',
        },
      },
      {
        name: 'network_secure',
        text: {
          zh: '网络可用，办公与访客网络隔离，终端已装安全软件',
          tw: '網路可用，辦公與訪客網路隔離，終端已裝安全軟體',
          en: 'The network works, guests are kept apart, and computers are protected',
        },
        help: {
          zh: '现场测速，确认访客网络不能访问公司系统。',
          tw: '現場測速，確認訪客網路不能訪問公司系統。',
          en: 'Test the speed; make sure that guests can’t reach the company’s systems.',
        },
      },
      {
        name: 'records_safe',
        text: {
          zh: '档案、印章、证照有专柜并由专人保管',
          tw: '檔案、印章、證照有專櫃並由專人保管',
          en: 'Archives, seals and licences have a locked place and a keeper',
        },
        help: {
          zh: '查看带锁柜与保管人名单；现金业务还须有保险柜。',
          tw: '檢視帶鎖櫃與保管人名單；現金業務還須有保險櫃。',
          en: 'See the cabinet and who holds the key; where cash is taken, a safe as well.',
        },
      },
      {
        name: 'monitoring',
        text: {
          zh: '公共区域监控覆盖完整，录像保存不少于 30 天',
          tw: '公共區域監控覆蓋完整，錄影儲存不少於 30 天',
          en: 'Cameras cover the public areas and keep 30 days',
        },
        help: {
          zh: '调取一段历史录像；更衣、卫生等私密区域不得安装。',
          tw: '調取一段歷史錄影；更衣、衛生等私密區域不得安裝。',
          en: 'Play back an older stretch; none may be in changing rooms or toilets.',
        },
      },
    ],
  },
  {
    name: 'people',
    text: { zh: '人员与制度', tw: '人員與制度', en: 'People and rules' },
    items: [
      {
        name: 'head_present',
        text: {
          zh: '拟任负责人到场，熟悉业务与管理制度',
          tw: '擬任負責人到場，熟悉業務與管理制度',
          en: 'The proposed head is present and knows the services and the rules',
        },
        help: {
          zh: '请其介绍开业计划、人员分工和投诉处理办法。',
          tw: '請其介紹開業計劃、人員分工和投訴處理辦法。',
          en: 'Ask for the opening plan, who does what and how complaints are handled.',
        },
      },
      {
        name: 'staff_present',
        text: {
          zh: '关键岗位人员已到位，数量与资质符合配置计划',
          tw: '關鍵崗位人員已到位，數量與資質符合配置計劃',
          en: 'Key posts are filled, in number and qualification as planned',
        },
        help: {
          zh: '核对身份与资格证书原件，与人员配置计划逐岗对照。',
          tw: '核對身分與資格證書原件，與人員配置計劃逐崗對照。',
          en: 'See identity and certificates in original, post by post against the staffing plan.',
        },
      },
      {
        name: 'licence_display',
        text: {
          zh: '已预留证照公示位置，行业许可办理有明确安排',
          tw: '已預留證照公示位置，行業許可辦理有明確安排',
          en: 'There is a place to display licences, and a plan for the permits still to come',
        },
        help: {
          zh: '已取得的许可证查看原件；未取得的写明办理机关和时间。',
          tw: '已取得的許可證檢視原件；未取得的寫明辦理機關和時間。',
          en: 'See the permits already held; for the others note the authority and the date.',
        },
      },
      {
        name: 'rules_on_site',
        text: {
          zh: '服务流程、安全与应急制度已成文并在现场可查',
          tw: '服務流程、安全與應急制度已成文並在現場可查',
          en: 'Service processes, safety and emergency rules are written and at hand',
        },
        help: {
          zh: '随机请一名员工说明火警或客户受伤时的处理步骤。',
          tw: '隨機請一名員工說明火警或客戶受傷時的處理步驟。',
          en: 'Ask any member of staff what is done in a fire or when a customer is hurt.',
        },
      },
    ],
  },
]

const met = { value: 'met', score: 2, text: survey({ zh: '符合', tw: '符合', en: 'Met' }) }
const partly = {
  value: 'partly',
  score: 1,
  text: survey({ zh: '部分符合', tw: '部分符合', en: 'Partly met' }),
}
const notMet = { value: 'not_met', score: 0, text: survey({ zh: '不符合', tw: '不符合', en: 'Not met' }) }
const notApplicable = { value: 'na', text: survey({ zh: '不适用', tw: '不適用', en: 'Not applicable' }) }

export const siteVisitChecklist = {
  key: 'establishment.site_visit',
  title: '设立现场考察表',
  title_tw: '設立現場考察表',
  title_en: 'Site visit before establishment',
  json: {
    title: survey({ zh: '设立现场考察表', tw: '設立現場考察表', en: 'Site visit before establishment' }),
    showProgressBar: true,
    pages: sections.map((section) => ({
      name: section.name,
      title: survey(section.text),
      elements: section.items.flatMap(questionsOf),
    })),
  },
}

/** The item itself, and the remark wanted when it isn't fully met. A critical item is met or it isn't. */
function questionsOf({ name, critical, text, help }: Item) {
  return [
    {
      type: 'radiogroup',
      name,
      title: survey(text),
      description: survey(help),
      isRequired: true,
      ...(critical && { critical }),
      choices: critical ? [met, notMet] : [met, partly, notMet, notApplicable],
    },
    {
      type: 'comment',
      name: `${name}_remark`,
      title: survey({ zh: '情况说明', tw: '情況說明', en: 'What was found' }),
      isRequired: true,
      maxLength: 2000,
      visibleIf: `{${name}} = 'partly' or {${name}} = 'not_met'`,
    },
  ]
}

function survey({ zh, tw, en }: Text) {
  return { default: en, 'zh-cn': zh, 'zh-tw': tw }
}
