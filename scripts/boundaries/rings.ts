/** From each node to those it needs, with the place in the source that says so. */
export type Graph = Map<string, Map<string, string>>

/** One ring for each knot of nodes that reach each other, as `a → b → a` and where; none when the graph has an order. */
export function findRings(graph: Graph): string[] {
  const rings: string[] = []
  const done = new Set<string>()
  const walk = (node: string, path: string[]) => {
    const start = path.indexOf(node)
    if (start >= 0) rings.push(describe(graph, [...path.slice(start), node]))
    if (start >= 0 || done.has(node)) return
    for (const next of graph.get(node)?.keys() ?? []) walk(next, [...path, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return rings
}

function describe(graph: Graph, ring: string[]): string {
  const places = ring.slice(1).map((to, i) => graph.get(ring[i] ?? '')?.get(to))
  return `${ring.join(' → ')} (${[...new Set(places)].join(', ')})`
}
