/**
 * The first level of GB/T 2260, with the names people write in files. `postcodes` are the first two digits of
 * the postcodes used there (China Post); none in Hong Kong and Macao.
 */
export type Province = {
  code: string
  name: string
  short: string
  en: string
  /** ISO 3166-2:CN, as in CN-SH. */
  iso: string
  postcodes: string[]
  time_zone: string
}

const table = `
11 北京市 北京 Beijing BJ 10
12 天津市 天津 Tianjin TJ 30
13 河北省 河北 Hebei HE 05,06,07
14 山西省 山西 Shanxi SX 03,04
15 内蒙古自治区 内蒙古 Inner_Mongolia NM 01,02
21 辽宁省 辽宁 Liaoning LN 11,12
22 吉林省 吉林 Jilin JL 13
23 黑龙江省 黑龙江 Heilongjiang HL 15,16
31 上海市 上海 Shanghai SH 20
32 江苏省 江苏 Jiangsu JS 21,22
33 浙江省 浙江 Zhejiang ZJ 31,32
34 安徽省 安徽 Anhui AH 23,24
35 福建省 福建 Fujian FJ 35,36
36 江西省 江西 Jiangxi JX 33,34
37 山东省 山东 Shandong SD 25,26,27
41 河南省 河南 Henan HA 45,46,47
42 湖北省 湖北 Hubei HB 43,44
43 湖南省 湖南 Hunan HN 41,42
44 广东省 广东 Guangdong GD 51,52
45 广西壮族自治区 广西 Guangxi GX 53,54
46 海南省 海南 Hainan HI 57
50 重庆市 重庆 Chongqing CQ 40
51 四川省 四川 Sichuan SC 61,62,63,64
52 贵州省 贵州 Guizhou GZ 55,56
53 云南省 云南 Yunnan YN 65,66,67
54 西藏自治区 西藏 Xizang XZ 85,86
61 陕西省 陕西 Shaanxi SN 71,72
62 甘肃省 甘肃 Gansu GS 73,74
63 青海省 青海 Qinghai QH 81
64 宁夏回族自治区 宁夏 Ningxia NX 75
65 新疆维吾尔自治区 新疆 Xinjiang XJ 83,84
71 台湾省 台湾 Taiwan TW
81 香港特别行政区 香港 Hong_Kong HK
82 澳门特别行政区 澳门 Macao MO
`
const clocks: Record<string, string> = { 71: 'Asia/Taipei', 81: 'Asia/Hong_Kong', 82: 'Asia/Macau' }

export const provinces: Province[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', short = '', en = '', iso = '', postcodes] = line.split(' ')
    return {
      code,
      name,
      short,
      en: en.replaceAll('_', ' '),
      iso,
      postcodes: postcodes?.split(',') ?? [],
      time_zone: clocks[code] ?? 'Asia/Shanghai',
    }
  })

export const provinceByCode = new Map(provinces.map((province) => [province.code, province]))

/** Cities that are a province of their own: a place inside them is never a city. */
export const isCityState = (code: string) => ['11', '12', '31', '50', '81', '82'].includes(code)

const codes = new Map(
  provinces.flatMap(({ code, name, short }) => [[name, code] as const, [short, code] as const]),
)

/** `31` for 上海市 or 上海. */
export const codeOfProvince = (name: string): string | undefined => codes.get(name)
