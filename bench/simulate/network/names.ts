import type { Random } from '../random.ts'

const families =
  '王 Wang,李 Li,张 Zhang,刘 Liu,陈 Chen,杨 Yang,赵 Zhao,黄 Huang,周 Zhou,吴 Wu,徐 Xu,孙 Sun,胡 Hu,朱 Zhu,高 Gao,林 Lin,何 He,郭 Guo,马 Ma,梁 Liang,宋 Song,唐 Tang,许 Xu,邓 Deng,冯 Feng,韩 Han,曹 Cao,曾 Zeng,彭 Peng,蒋 Jiang,沈 Shen,余 Yu,潘 Pan,杜 Du,戴 Dai,夏 Xia,钟 Zhong,汪 Wang,田 Tian,任 Ren'
const given =
  '晓 xiao,志 zhi,雅 ya,俊 jun,思 si,慧 hui,海 hai,佳 jia,国 guo,丽 li,文 wen,雪 xue,子 zi,秀 xiu,立 li,梦 meng,宏 hong,若 ruo,建 jian,婉 wan,一 yi,玉 yu,振 zhen,明 ming,永 yong,春 chun,家 jia,欣 xin,天 tian,少 shao'
const last =
  '雯 wen,强 qiang,琴 qin,杰 jie,远 yuan,敏 min,涛 tao,怡 yi,栋 dong,华 hua,博 bo,梅 mei,轩 xuan,英 ying,新 xin,洁 jie,伟 wei,彤 tong,平 ping,清 qing,鸣 ming,兰 lan,宇 yu,芳 fang,磊 lei,娟 juan,辉 hui,莉 li,鹏 peng,静 jing'

const split = (text: string) => text.split(',').map((pair) => pair.split(' ') as [string, string])
const [surnames, firsts, seconds] = [split(families), split(given), split(last)]

/** A name as people of the mainland have it, and how they write it in English. */
export function personName(random: Random): { name: string; name_en: string } {
  const [family, familyEn] = random.pick(surnames)
  const [first, firstEn] = random.pick(firsts)
  const [second, secondEn] = random.pick(seconds)
  const own = `${firstEn}${secondEn}`
  return { name: family + first + second, name_en: `${familyEn} ${own[0]!.toUpperCase()}${own.slice(1)}` }
}
