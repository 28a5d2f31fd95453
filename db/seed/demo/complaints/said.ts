import type { Language } from '../../../../src/kernel/language/contract.ts'

type Said = Record<
  | 'acknowledge'
  | 'ask'
  | 'hear'
  | 'tell'
  | 'extend'
  | 'unfounded'
  | 'propose'
  | 'propose_again'
  | 'object'
  | 'accept',
  string
> & { again: (subject: string) => string }

/** What handlers and customers of the demo say, in the customer's language. */
export const words: Record<Language, Said> = {
  'zh-CN': {
    acknowledge: '您好，您反映的情况我们已收到，正在核实，会尽快答复您。给您添麻烦了。',
    ask: '为核实经过，请提供办理当天的回执或截图。',
    hear: '回执已通过微信发给客服，请查收。',
    tell: '您的事项仍在办理，主管部门的答复预计三日内到，收到后第一时间告知您。',
    extend: '因需等待主管部门答复，办结时间延长，敬请谅解。',
    unfounded: '经调取录音和经办记录核实，您反映的情况不属实，投诉不成立。如有新的材料，欢迎再提交。',
    propose: '经核实属我方疏漏。已于今日补办，并由主管当面致歉；由此产生的费用由我方承担。',
    object: '道歉收到了，但损失怎么算没有说清楚，不能接受。',
    propose_again: '已按您提供的凭据重新核算，差额于三个工作日内退还，并附明细供核对。',
    accept: '可以接受，希望不要再发生。',
    again: (subject) => `前两天在别的渠道反映过“${subject}”，还没有结果，再说一遍。`,
  },
  'zh-TW': {
    acknowledge: '您好，您反映的情況我們已收到，正在核實，會儘快答覆您。造成不便，深感抱歉。',
    ask: '為核實經過，請提供當天的收件紀錄或截圖。',
    hear: '收件紀錄已附上。',
    tell: '您的案件仍在辦理中，主管機關的回覆預計三日內送達，收到後立即通知您。',
    extend: '因需等候主管機關回覆，辦結時間延長，敬請見諒。',
    unfounded: '經調閱錄音與經辦紀錄查核，您反映的情況與事實不符，投訴不成立。如有新的資料，歡迎再提出。',
    propose: '經核實為我方疏失，已於今日補辦，並調整作業流程。',
    object: '流程調整是好事，但這次的損失要如何處理並未說明。',
    propose_again: '已依您提供的單據重新核算，差額於三個工作日內退還。',
    accept: '可以接受。',
    again: (subject) => `前兩天已反映過「${subject}」，至今沒有回覆，再提一次。`,
  },
  en: {
    acknowledge: 'Thank you for telling us. We are looking into it and will come back to you soon.',
    ask: 'Could you send us the receipt you were given on that day?',
    hear: 'The receipt is attached to my mail of this morning.',
    tell: 'We are still waiting for the authority, which promised its answer within three days.',
    extend: 'We need more time: the authority has not answered yet. We are sorry for the delay.',
    unfounded:
      'We have listened to the recording and read the file, and could not confirm what you told us. If there is more to show, please send it.',
    propose: 'The fault was ours. It has been put right today, and we bear the cost that arose from it.',
    object: 'That explains how it happened, but not who pays for the week we lost.',
    propose_again:
      'We went through your receipts again and pay back the difference within three working days.',
    accept: 'That is fine with us.',
    again: (subject) =>
      `I wrote about this two days ago (“${subject}”) and have heard nothing. Once more, please.`,
  },
}
