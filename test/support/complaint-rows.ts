import { randomOf } from './random.ts'

/** As the headers of such lists are written; a file has them in this order. */
export const complaintHeaders = [
  ...[
    '工单号',
    '机构编码',
    '受理时间',
    '服务日期',
    '投诉内容',
    '类别',
    '严重程度',
    '服务',
    '原因',
    '投诉人',
    '电话',
  ],
  ...['首次响应时间', '解决时间', '关闭时间', '处理结果', '满意度'],
]
const matters = [
  '材料交了两周没有办上',
  '窗口等候超过一小时',
  '收费与告知不一致',
  '信息录入有误',
  '电话无人接听',
  '答复前后不一致',
]
const kinds = ['服务质量', '服务态度', '办理不及时', '收费', '其他']
const services = ['社保公积金', '薪税服务', 'social_insurance', '']
const causes = ['服务态度不当', '业务不熟练', '操作差错', '环节多、办理慢', '交接遗漏', '系统故障']
const hour = 3_600_000

type Asked = {
  /** Codes of the organisations complained of. */
  codes: string[]
  /** The latest moment there may be. */
  until: Date
  /** How many of a thousand aren't closed. */
  open?: number
  seed?: number
}

/**
 * So many complaints as another system keeps them over three years, in the order they came. The same seed gives the same
 * rows. One in a thousand names an organisation nobody has.
 */
export function complaintRows(count: number, { codes, until, open = 30, seed = 1 }: Asked): string[][] {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const span = 3 * 365 * 24 * hour
  return Array.from({ length: count }, (_, n) => {
    const received = until.getTime() - span + Math.floor((n / count) * (span - 40 * 24 * hour))
    const closes = random() * 1000 >= open
    const acknowledged = received + Math.floor((0.2 + random() * 6) * hour)
    const resolved = acknowledged + Math.floor((2 + random() * 400) * hour)
    return [
      ...[
        `GD-${String(n + 1).padStart(7, '0')}`,
        n % 1000 === 999 ? 'NOBODY' : pick(codes),
        written(received),
      ],
      ...[
        written(received - 24 * hour).slice(0, 10),
        `${pick(matters)}，已反映 ${1 + Math.floor(random() * 5)} 次。`,
      ],
      ...[pick(kinds), String(1 + Math.floor(random() * 4)), pick(services), closes ? pick(causes) : ''],
      ...[`客户${n % 977}`, `139${String(10_000_000 + Math.floor(random() * 89_999_999))}`],
      ...(closes ? [written(acknowledged), written(resolved), written(resolved + 20 * hour)] : ['', '', '']),
      ...(closes
        ? ['已核实补办并致歉。', random() < 0.6 ? String(1 + Math.floor(random() * 5)) : '']
        : ['', '']),
    ]
  })
}

const written = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
