export type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
  minItems?: number
}

/** The smallest value a JSON schema of the OpenAPI document accepts, as far as the schema says. */
export function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (one) return sample(one)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sample))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || schema.properties) {
    const wanted = schema.required ?? []
    return Object.fromEntries(wanted.map((name) => [name, sample(schema.properties?.[name] ?? {})]))
  }
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (type === 'null') return null
  return text(schema)
}

const formats: Record<string, string> = {
  uuid: '01900000-0000-7000-8000-00000000beef',
  date: '2026-11-23',
  'date-time': '2026-11-23T02:00:00Z',
  email: 'nobody@hengyuan.example',
}

const text = ({ format = '', minLength = 1 }: Schema) => formats[format] ?? 'x'.repeat(Math.max(1, minLength))
