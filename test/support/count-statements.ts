import type { QueryResult, RootOperationNode, UnknownRow } from 'kysely'
import type { Ctx } from '../../src/kernel/http/context.ts'

/** How many statements a piece of work asks of the database, besides what it gives. */
export async function countStatements<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>) {
  let count = 0
  const counting = {
    transformQuery: ({ node }: { node: RootOperationNode }) => {
      count += 1
      return node
    },
    transformResult: async ({ result }: { result: QueryResult<UnknownRow> }) => result,
  }
  const answer = await work({ ...ctx, tx: ctx.tx.withPlugin(counting) })
  return { answer, count }
}
