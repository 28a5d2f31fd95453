import { expect, test } from 'vitest'
import { paragraphsOf, readDocx } from '../read-docx.ts'
import { type RegulationDocument, regulationDocument } from './regulation-document.ts'

const input: RegulationDocument = {
  language: 'zh-CN',
  company: '衡远 & <集团>',
  title: '衡远服务集团服务机构管理办法',
  edition: { number: 3, effective_on: '2026-01-01' },
  chapters: [
    {
      id: '1',
      title: '总则',
      sections: [
        {
          id: '1.1',
          title: '目的',
          clauses: [{ id: '1.1', text: '规范运营。', supplementary: false, numbers: [] }],
        },
        {
          id: '1.2',
          title: '设立程序',
          clauses: [
            {
              id: '1.2.1',
              text: '在15个工作日内审核。',
              supplementary: false,
              numbers: [{ label: '审核时限', value: '15个工作日' }],
            },
            { id: '1.2.2', text: '由公司管理层批准。', supplementary: true, numbers: [] },
          ],
        },
      ],
    },
  ],
  parameters: [{ label: '审核时限', value: '15个工作日', clauses: ['1.2.1', '1.2.2'] }],
  made_on: '2026-03-01',
}

test('the regulation is a document with title, edition, contents, clauses and the numbers in force', async () => {
  const said = paragraphsOf(await regulationDocument(input))
  expect(said.slice(0, 4)).toEqual([
    '衡远服务集团服务机构管理办法',
    '第 3 版，自2026年1月1日起施行',
    '导出日期：2026年3月1日',
    '目录',
  ])
  expect(said.slice(said.indexOf('1.1　目的') - 1)).toEqual([
    '1　总则',
    '1.1　目的',
    '规范运营。',
    '1.2　设立程序',
    '1.2.1　在15个工作日内审核。',
    '现行数值：审核时限 15个工作日',
    '1.2.2　由公司管理层批准。　补充条款',
    '附表　现行数值',
    '条款',
    '项目',
    '现行值',
    '1.2.1\n1.2.2',
    '审核时限',
    '15个工作日',
  ])
})

test('its chapters and sections are headings, and every clause can be linked to', async () => {
  const xml = readDocx(await regulationDocument(input)).get('word/document.xml') ?? ''
  const styleOf = (text: string) =>
    (xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? [])
      .filter((paragraph) => paragraph.includes(`>${text}<`))
      .map((paragraph) => /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1])
  expect(styleOf('1　总则')).toContain('Heading1')
  expect(styleOf('1.2　设立程序')).toContain('Heading2')
  for (const id of ['clause_1_1', 'clause_1_2_1', 'clause_1_2_2', 'part_1', 'part_1_2'])
    expect(xml.match(new RegExp(`w:name="${id}"`, 'g'))).toHaveLength(1)
  expect(xml).toContain('TOC \\h \\o &quot;1-1&quot;')
})

test('it says its page numbers in the contents, so that Word asks nothing when it opens', async () => {
  const parts = readDocx(await regulationDocument(input))
  const said = paragraphsOf(await regulationDocument(input))
  expect(said.find((paragraph) => paragraph.startsWith('1　总则\t'))).toBe('1　总则\t1')
  expect(parts.get('word/settings.xml')).not.toContain('updateFields')
  expect(parts.get('docProps/core.xml')).toContain('衡远 &amp; &lt;集团&gt;')
})

test('in English it speaks English, and without an edition it claims none', async () => {
  const said = paragraphsOf(await regulationDocument({ ...input, language: 'en', edition: undefined }))
  expect(said.slice(1, 3)).toEqual(['Exported 1 March 2026', 'Contents'])
  expect(said).toContain('Numbers in force: 审核时限: 15个工作日')
  expect(said).toContain('Annex: numbers in force')
})
