import { describe, expect, test } from 'vitest'
import { paragraphsOf, readDocx } from '../read-docx.ts'
import { documentNumber, type OfficialDocument, officialDocument } from './official-document.ts'

const approval: OfficialDocument = {
  layout: 'chinese',
  issuer: '衡远服务集团文件',
  number: documentNumber('zh-CN', { stem: '衡远服设', year: 2026, n: 12 }),
  title: '关于同意设立衡远服务集团上海浦东分公司的批复',
  addressee: '华东区',
  body: [
    { kind: 'paragraph', text: '你区的请示收悉。现批复如下：' },
    { kind: 'heading', text: '同意设立' },
    { kind: 'paragraph', text: '同意设立上海浦东分公司。' },
    { kind: 'heading', text: '人员与资金' },
    { kind: 'heading', text: '人员编制', level: 2 },
    {
      kind: 'table',
      columns: [{ title: '岗位' }, { title: '人数', align: 'right' }],
      rows: [['负责人', '1']],
    },
    { kind: 'items', items: ['批准后30日内登记。', '开业前完成消防验收。'] },
  ],
  attachments: ['设立方案', '启动预算表'],
  signer: { organisation: '衡远服务集团' },
  date: '2026-03-01',
  copies_to: ['财务部', '人力资源部'],
  printed_by: '运营管理部',
  verification: '核验：https://bylaw.hengyuan.example/verify',
}

const xmlOf = async (input: OfficialDocument) =>
  readDocx(await officialDocument(input)).get('word/document.xml') ?? ''

describe('a Chinese official document', () => {
  test('says its parts in the order of the standard', async () => {
    expect(paragraphsOf(await officialDocument(approval))).toEqual([
      '衡远服务集团文件',
      '衡远服设〔2026〕12号',
      '关于同意设立衡远服务集团\n上海浦东分公司的批复',
      '华东区：',
      '你区的请示收悉。现批复如下：',
      '一、同意设立',
      '同意设立上海浦东分公司。',
      '二、人员与资金',
      '（一）人员编制',
      '',
      '岗位',
      '人数',
      '负责人',
      '1',
      '',
      '1. 批准后30日内登记。',
      '2. 开业前完成消防验收。',
      '附件：1. 设立方案',
      '2. 启动预算表',
      '衡远服务集团',
      '2026年3月1日',
      '抄送：财务部、人力资源部。',
      '运营管理部\t2026年3月1日印发',
      '核验：https://bylaw.hengyuan.example/verify',
    ])
  })

  test('has the page, the faces and the line spacing of GB/T 9704', async () => {
    const parts = readDocx(await officialDocument(approval))
    const xml = parts.get('word/document.xml') ?? ''
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    const styles = parts.get('word/styles.xml') ?? ''
    expect(styles).toContain('w:eastAsia="FangSong"')
    expect(styles).toContain('<w:sz w:val="32"/>')
    expect(styles).toMatch(/<w:spacing [^>]*w:line="579"[^>]*w:lineRule="exact"/)
    const [issuer, number, title, , body, heading] = xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? []
    expect(issuer).toMatch(
      /w:eastAsia="FZXiaoBiaoSong-B05S".*<w:color w:val="C00000"\/>|<w:color w:val="C00000"\/>/s,
    )
    expect(issuer).toContain(`w:before="${Math.round((35 * 1440) / 25.4)}"`)
    expect(number).toMatch(/<w:bottom [^>]*w:color="C00000"/)
    expect(title).toMatch(/<w:sz w:val="44"\/>/)
    expect(title).toContain('<w:jc w:val="center"/>')
    expect(body).toContain('w:firstLine="640"')
    expect(heading).toContain('w:eastAsia="SimHei"')
    expect(xml).toContain('w:eastAsia="KaiTi"')
  })

  test('numbers its pages — 1 —, right on odd pages and left on even ones', async () => {
    const parts = readDocx(await officialDocument(approval))
    const footers = [...parts].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, xml]) => xml)
    expect(footers).toHaveLength(2)
    for (const footer of footers) expect(footer).toMatch(/— .*PAGE.* —/s)
    expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort()).toEqual(['left', 'right'])
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders')
  })

  test('keeps the signature with the end of the text', async () => {
    const paragraphs = (await xmlOf(approval)).match(/<w:p[ >].*?<\/w:p>/gs) ?? []
    const signature = paragraphs.findIndex((paragraph) => paragraph.includes('>衡远服务集团<'))
    for (const paragraph of paragraphs.slice(signature - 3, signature + 1))
      expect(paragraph).toContain('<w:keepNext/>')
  })

  test('in Traditional Chinese has its own words and faces', async () => {
    const file = await officialDocument({
      ...approval,
      language: 'zh-TW',
      number: documentNumber('zh-TW', { stem: '衡遠服設', year: 2026, n: 12 }),
    })
    expect(paragraphsOf(file)).toEqual(
      expect.arrayContaining(['衡遠服設〔2026〕12號', '运营管理部\t2026年3月1日印發']),
    )
    expect(readDocx(file).get('word/styles.xml')).toContain('w:eastAsia="DFKai-SB"')
  })

  test('leaves out what it was not given', async () => {
    const { attachments, copies_to, printed_by, verification, ...bare } = approval
    const said = paragraphsOf(await officialDocument(bare))
    expect(said.at(-1)).toBe('2026年3月1日')
    expect(said.join()).not.toMatch(/附件|抄送|印发|核验/)
    expect([attachments, copies_to, printed_by, verification]).not.toContain(undefined)
  })

  test('does not number a single attachment', async () => {
    expect(paragraphsOf(await officialDocument({ ...approval, attachments: ['设立方案'] }))).toContain(
      '附件：设立方案',
    )
  })
})

describe('an English letter', () => {
  const letter: OfficialDocument = {
    layout: 'english',
    issuer: 'Hengyuan Services Group',
    number: documentNumber('en', { stem: 'HY-EST', year: 2026, n: 12 }),
    title: 'Approval to establish the Shanghai Pudong Branch',
    addressee: 'The Head of Region\nEast China Region',
    body: [
      { kind: 'heading', text: 'The organisation' },
      { kind: 'paragraph', text: 'It reports to the East China Region.' },
      { kind: 'items', items: ['Register.', 'Insure.'] },
    ],
    attachments: ['Establishment plan'],
    signer: { organisation: 'Hengyuan Services Group', person: 'Gu Mingyuan', post: 'Managing Director' },
    date: '2026-03-01',
    copies_to: ['Finance', 'Human Resources'],
    verification: 'Verify at https://bylaw.hengyuan.example/verify',
  }

  test('has letterhead, reference, date, subject, body, signature, enclosures and copies', async () => {
    expect(paragraphsOf(await officialDocument(letter))).toEqual([
      'Hengyuan Services Group',
      'Our ref: HY-EST 2026/12\t1 March 2026',
      'The Head of Region\nEast China Region',
      'Approval to establish the Shanghai Pudong Branch',
      '1. The organisation',
      'It reports to the East China Region.',
      '1.\tRegister.',
      '2.\tInsure.',
      'Gu Mingyuan',
      'Managing Director',
      'Hengyuan Services Group',
      'Enclosures:',
      'Establishment plan',
      'Copies to: Finance and Human Resources',
    ])
  })

  test('is set in a serif, and says on each page how to check it', async () => {
    const parts = readDocx(await officialDocument(letter))
    expect(parts.get('word/styles.xml')).toContain('w:ascii="Georgia"')
    expect([...parts].find(([name]) => name.startsWith('word/footer'))?.[1]).toContain('Verify at https://')
  })
})

test('special characters survive, and those a file can not hold are left out', async () => {
  const said = paragraphsOf(
    await officialDocument({
      ...approval,
      title: 'A & B <Service> "Point" \u0000\u000b\ud800 完',
      addressee: '<w:p>]]>',
      signer: { organisation: "O'Neil & Söhne 𠮷野" },
    }),
  )
  expect(said[2]).toBe('A & B <Service> "Point" \ufffd 完')
  expect(said[3]).toBe('<w:p>]]>：')
  expect(said).toContain("O'Neil & Söhne 𠮷野")
})

test('very long names break over lines and nothing is cut', async () => {
  const company = '衡远（中国）综合服务与技术支持控股集团股份有限公司'
  const title = `关于同意${company}在上海市浦东新区设立专业服务部门并核定其服务范围与启动预算的批复`
  const said = paragraphsOf(
    await officialDocument({
      ...approval,
      issuer: `${company}委员会办公室文件`,
      title,
      signer: { organisation: company.repeat(3) },
    }),
  )
  const lines = said[2]?.split('\n') ?? []
  expect(lines.join('')).toBe(title)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(20)
  expect(said[0]?.replaceAll('\n', '')).toBe(`${company}委员会办公室文件`)
  expect(said).toContain(company.repeat(3))
})
