import type { ApplicationKind, Plan } from '../../../src/chapters/establishment/application/plan/contract.ts'
import type { CastUser } from '../cast.ts'

/** How far an application has come. */
export type Stop =
  | 'draft'
  | 'submitted'
  | 'visit_planned'
  | 'visited'
  | 'more_wanted'
  | 'under_approval'
  | 'half_approved'
  | 'not_recommended'
  | 'approved'
  | 'rejected'
  | 'issued'
  | 'completed'
  | 'withdrawn'

export type Matter = {
  by: CastUser
  kind: ApplicationKind
  parent: string
  name: string
  name_en: string
  city: string
  point: [number, number]
  /** Yuan. */
  budget: number
  head?: CastUser
  /** Days before today on which it began. */
  ago: number
  until: Stop
  without?: string[]
  failing?: string[]
  /** What happened at its approval besides answers. */
  aside?: 'delegated' | 'added' | 'overridden' | 'transferred'
  plan?: Partial<Plan>
}

const matter = (
  by: CastUser,
  kind: ApplicationKind,
  [parent, name, name_en]: [string, string, string],
  [city, ...point]: [string, number, number],
  budget: number,
  ago: number,
  until: Stop,
  more: Pick<Matter, 'head' | 'without' | 'failing' | 'aside' | 'plan'> = {},
): Matter => ({ by, kind, parent, name, name_en, city, point, budget, ago, until, ...more })

/** One application in every state there is, from last winter's first to this morning's draft. */
export const matters: Matter[] = [
  matter(
    'ma.jun',
    'branch',
    ['HB', '大连分公司', 'Dalian Branch'],
    ['大连市中山区人民路 15 号', 121.65, 38.92],
    660_000,
    560,
    'completed',
  ),
  matter(
    'luo.ying',
    'branch',
    ['HN', '贵阳分公司', 'Guiyang Branch'],
    ['贵阳市观山湖区长岭北路 8 号', 106.65, 26.62],
    590_000,
    400,
    'completed',
  ),
  matter(
    'chen.hao',
    'department',
    ['HD', '华东区培训中心', 'East China Training Centre'],
    ['上海市长宁区仙霞路 137 号', 121.4, 31.21],
    240_000,
    250,
    'completed',
  ),
  matter(
    'chen.hao',
    'branch',
    ['HD', '扬州分公司', 'Yangzhou Branch'],
    ['扬州市邗江区文昌西路 440 号', 119.39, 32.39],
    620_000,
    150,
    'completed',
  ),
  matter(
    'luo.ying',
    'department',
    ['HN', '华南区客户体验部', 'South China Customer Experience'],
    ['广州市天河区体育东路 116 号', 113.33, 23.13],
    280_000,
    120,
    'completed',
  ),
  matter(
    'zheng.kai',
    'department',
    ['HN-GZ', '广州工程服务部', 'Guangzhou Engineering Services'],
    ['广州市黄埔区科学大道 62 号', 113.45, 23.17],
    350_000,
    95,
    'rejected',
  ),
  matter(
    'ma.jun',
    'branch',
    ['HB', '唐山分公司', 'Tangshan Branch'],
    ['唐山市路北区新华东道 88 号', 118.19, 39.63],
    740_000,
    75,
    'issued',
  ),
  matter(
    'luo.ying',
    'branch',
    ['HN', '珠海分公司', 'Zhuhai Branch'],
    ['珠海市香洲区情侣中路 47 号', 113.58, 22.27],
    880_000,
    30,
    'issued',
    { aside: 'transferred' },
  ),
  matter(
    'zheng.kai',
    'department',
    ['HN-GZ', '广州会展服务部', 'Guangzhou Exhibition Services'],
    ['广州市海珠区阅江中路 380 号', 113.37, 23.1],
    190_000,
    40,
    'withdrawn',
  ),
  matter(
    'chen.hao',
    'department',
    ['HD', '华东区客户体验部', 'East China Customer Experience'],
    ['上海市静安区南京西路 1515 号', 121.45, 31.23],
    260_000,
    16,
    'approved',
    { aside: 'overridden' },
  ),
  matter(
    'ma.jun',
    'partner_point',
    ['HB', '大同合作网点', 'Datong Partner Point'],
    ['大同市平城区御河西路 9 号', 113.32, 40.08],
    160_000,
    15,
    'not_recommended',
    { failing: ['fire_exits_clear'] },
  ),
  matter(
    'chen.hao',
    'branch',
    ['HD', '徐州分公司', 'Xuzhou Branch'],
    ['徐州市云龙区和平路 59 号', 117.25, 34.26],
    1_860_000,
    9,
    'half_approved',
    { aside: 'delegated' },
  ),
  matter(
    'luo.ying',
    'branch',
    ['HN', '桂林分公司', 'Guilin Branch'],
    ['桂林市七星区漓江路 28 号', 110.31, 25.27],
    690_000,
    6,
    'under_approval',
    { aside: 'added' },
  ),
  matter(
    'li.wei',
    'department',
    ['HD-SH', '上海数字服务部', 'Shanghai Digital Services'],
    ['上海市徐汇区漕溪北路 398 号', 121.44, 31.19],
    420_000,
    4,
    'under_approval',
    { head: 'wang.lei' },
  ),
  matter(
    'ma.jun',
    'branch',
    ['HB', '呼和浩特分公司', 'Hohhot Branch'],
    ['呼和浩特市赛罕区新华东街 26 号', 111.69, 40.83],
    710_000,
    6,
    'visited',
  ),
  matter(
    'luo.ying',
    'branch',
    ['HN', '汕头分公司', 'Shantou Branch'],
    ['汕头市龙湖区金砂路 96 号', 116.72, 23.36],
    560_000,
    3,
    'visit_planned',
  ),
  matter(
    'li.wei',
    'department',
    ['HD-SH', '上海物业服务部', 'Shanghai Property Services'],
    ['上海市闵行区申长路 990 号', 121.32, 31.19],
    330_000,
    6,
    'more_wanted',
    { head: 'wang.lei' },
  ),
  matter(
    'chen.hao',
    'partner_point',
    ['HD', '绍兴合作网点', 'Shaoxing Partner Point'],
    ['绍兴市越城区解放北路 198 号', 120.58, 30.01],
    150_000,
    1,
    'submitted',
  ),
  matter(
    'zheng.kai',
    'department',
    ['HN-GZ', '广州培训服务部', 'Guangzhou Training Services'],
    ['广州市荔湾区芳村大道 25 号', 113.24, 23.1],
    210_000,
    1,
    'draft',
    { without: ['rules', 'funding_proof'] },
  ),
  matter(
    'li.wei',
    'department',
    ['HD-SH', '上海培训服务部', 'Shanghai Training Services'],
    ['上海市杨浦区国定路 323 号', 121.51, 31.3],
    180_000,
    1,
    'draft',
    {
      head: 'wang.lei',
      without: ['staffing_commitments', 'rules', 'funding_proof'],
      plan: { rules: null, safety: null },
    },
  ),
]
