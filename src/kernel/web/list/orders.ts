import { z } from 'zod'
import type { Endpoint } from '../../http/contract.ts'

/** The orders a list has, as its endpoint takes them in `sort`: `name` upwards, `-name` downwards. */
export function ordersOf({ query }: Pick<Endpoint, 'query'>): string[] {
  let shape: unknown = query.shape.sort
  while (shape instanceof z.ZodDefault || shape instanceof z.ZodOptional) shape = shape.unwrap()
  return shape instanceof z.ZodEnum ? shape.options.map(String) : []
}

/** The orders of one column, in turn. */
export const ordersBy = (sort: string | undefined, orders: string[]): string[] =>
  sort === undefined ? [] : [sort, `-${sort}`].filter((order) => orders.includes(order))

/** What a click on the head of a column leads to: its next order, and behind the last the list's own, ''. */
export function orderAfter(by: string, sort: string, orders: string[]): string {
  const own = ordersBy(sort, orders)
  return own[own.indexOf(by) + 1] ?? ''
}
