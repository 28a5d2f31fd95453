/** City names people still write although the register has another one today. Key: province code + the old name. */
export const renamedCities: Record<string, string> = {
  '42襄樊': '襄阳市',
  '53思茅': '普洱市',
  '14雁北': '朔州市',
  '43大庸': '张家界市',
  '32淮阴': '淮安市',
  '53中甸': '香格里拉市',
  '34巢湖': '合肥市',
  '37莱芜': '济南市',
}

/** Established English spellings that are not the pinyin. */
export const englishCities: Record<string, string> = {
  '23harbin': '哈尔滨市',
  '23tsitsihar': '齐齐哈尔市',
  '15hohhot': '呼和浩特市',
  '15huhhot': '呼和浩特市',
  '15ordos': '鄂尔多斯市',
  '15hulunbuir': '呼伦贝尔市',
  '65urumqi': '乌鲁木齐市',
  '65kashgar': '喀什地区',
  '65karamay': '克拉玛依市',
  '65turpan': '吐鲁番市',
  '54lhasa': '拉萨市',
  '54shigatse': '日喀则市',
  '44canton': '广州市',
  '35amoy': '厦门市',
  '37tsingtao': '青岛市',
  '32nanking': '南京市',
  '32soochow': '苏州市',
}

/** Places inside Hong Kong and Macao that files put into the city column, in `nameKey` form. */
export const places81 =
  `hongkong hk hongkongisland kowloon newterritories nt admiralty central causewaybay chaiwan
fortresshill kowloonbay kowloontong lantauisland lantau mongkok quarrybay shatin stanley taikooshing taikoo tinhau
tsuenwan tuenmun wanchai yuenlong tsimshatsui tst sheungwan northpoint aberdeen kwuntong kwaichung tsingyi taipo
saikung fanling sheungshui tseungkwano hunghom yaumatei jordan shamshuipo cheungshawan wongtaisin diamondhill
tungchung tinshuiwai homantin kennedytown happyvalley repulsebay 香港 香港岛 九龙 新界 中西区 湾仔 湾仔区 东区 南区
油尖旺区 深水埗区 九龙城区 黄大仙区 观塘 观塘区 葵青区 荃湾 荃湾区 屯门 屯门区 元朗 元朗区 北区 大埔 大埔区 沙田 沙田区
西贡 西贡区 离岛区 尖沙咀 旺角 铜锣湾 中环 金钟 将军澳`.split(/\s+/)

export const places82 =
  `macau macao taipa coloane cotai macaupeninsula 澳门 澳门半岛 氹仔 路环 路氹 路氹城 大堂区 望德堂区 风顺堂区 花地玛堂区
圣安多尼堂区 嘉模堂区 圣方济各堂区`.split(/\s+/)
