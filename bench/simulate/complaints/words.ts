import { matters } from '../../../db/seed/demo/complaints/matters.ts'
import type { Random } from '../random.ts'

export type Told = (typeof words)['zh-CN']

/** What is said on the way, in the customer's language. */
export const words = {
  'zh-CN': {
    acknowledge: '您好，您反映的情况我们已收到，正在核实，会尽快答复您。给您添麻烦了。',
    ask: '为核实经过，请提供办理当天的回执或截图。',
    hear: '回执已通过微信发给客服，请查收。',
    tell: '已联系经办人员，预计两个工作日内答复您。',
    extend: '因需向主管部门核实，办理时间须延长，恳请谅解。',
    propose: '经核实属我方疏漏，已补办完成，并由主管致歉；由此产生的费用由我方承担。',
    object: '只道歉不够，请说明以后如何避免。',
    again: '除补办外，已调整流程并增加复核环节，请您监督。',
    accept: '可以接受，希望不要再发生。',
    reopen: '客户来电称同样的问题再次出现。',
  },
  'zh-TW': {
    acknowledge: '您好，您反映的情況我們已收到，正在核實，會儘快答覆您。造成不便，深感抱歉。',
    ask: '為核實經過，請提供當天的收件紀錄或截圖。',
    hear: '收件紀錄已附上。',
    tell: '已聯繫經辦人員，預計兩個工作日內答覆您。',
    extend: '因需向主管機關查證，辦理時間須延長，敬請見諒。',
    propose: '經核實為我方疏失，已補辦完成，並調整作業流程。',
    object: '請說明今後如何避免。',
    again: '已增加覆核環節，並由主管追蹤一個月。',
    accept: '可以接受。',
    reopen: '客戶來電表示同樣的問題再次發生。',
  },
  en: {
    acknowledge: 'Thank you for telling us. We are looking into it and will come back to you soon.',
    ask: 'Could you send us the receipt you were given on that day?',
    hear: 'The receipt is attached to my mail of this morning.',
    tell: 'We have spoken to the colleague concerned and will answer within two working days.',
    extend: 'We have to ask the authority and need more time. Please bear with us.',
    propose: 'The fault was ours. It has been put right, and we bear the cost that arose from it.',
    object: 'An apology is not enough: how will you keep it from happening again?',
    again: 'A second check has been added to the process, beside what was put right.',
    accept: 'That is fine with us.',
    reopen: 'The customer called: the same has happened again.',
  },
}

const trades = [
  '科技',
  '贸易',
  '物流',
  '建筑',
  '餐饮',
  '电子',
  '医药',
  '纺织',
  '机械',
  '传媒',
  '环保',
  '家居',
  '教育',
  '食品',
]
const names = [
  '恒信',
  '瑞丰',
  '华盛',
  '天成',
  '博远',
  '鑫源',
  '正大',
  '同创',
  '嘉禾',
  '万通',
  '宏达',
  '安泰',
  '启明',
  '九州',
  '金桥',
  '东方',
]

/** Somebody's company, such as 苏州恒信物流有限公司. */
export const customerCompany = (random: Random, city: string): string =>
  `${city}${random.pick(names)}${random.pick(names)}${random.pick(trades)}有限公司`

/** What it is about: one of the demo's matters, of its season more often, told by one customer. */
export function pickMatter(random: Random, month: number) {
  const matter = random.pick(matters)
  const fits = matter.season.length === 0 || matter.season.includes(month)
  return fits || random.chance(0.35) ? matter : random.pick(matters)
}

/** What the customer wrote. */
export function describe(
  random: Random,
  description: string,
  { language, company }: { language: string; company: string },
) {
  const [people, days] = [random.whole(1, 80), random.whole(2, 30)]
  if (language === 'en')
    return `${description} ${company}, ${people} employees concerned, pending for ${days} days.`
  if (language === 'zh-TW')
    return `${description}客戶單位：${company}，涉及員工 ${people} 人，已等候 ${days} 天。`
  return `${description}客户单位：${company}，涉及员工 ${people} 人，已等候 ${days} 天。`
}

export const remedies = {
  root_causes: [
    '为何发生：经办人休假；为何无人接手：没有交接清单；为何没有清单：交接只凭口头约定。',
    '为何算错：取数口径未更新；为何未更新：政策变化没有责任人跟踪。',
    '为何超时：材料一次告知不全；为何不全：窗口没有统一的清单。',
  ],
  actions: [
    '休假和换岗须填写交接清单，由主管签字；系统每日提示未接手的事项。',
    '指定专人跟踪政策变化，每月复核一次取数口径。',
    '编制一次性告知清单并张贴，抽查执行情况。',
  ],
}
