/** Numbers held together. Columns grow by a piece of their own, so that none is ever copied into a larger one. */
const [piece, bits] = [1 << 14, 14]

/** Numbers by their place, of any count, 0 until set: four bytes for each (whole ones of 32 bits) or eight. */
class Column<A extends Int32Array | Float64Array> {
  readonly #pieces: A[] = []
  readonly #make: () => A

  constructor(make: () => A) {
    this.#make = make
  }

  at(place: number): number {
    return this.#pieces[place >> bits]?.[place & (piece - 1)] ?? 0
  }

  set(place: number, value: number): void {
    const at = place >> bits
    while (this.#pieces.length <= at) this.#pieces.push(this.#make())
    this.#pieces[at]![place & (piece - 1)] = value
  }
}

export class Integers extends Column<Int32Array> {
  constructor() {
    super(() => new Int32Array(piece))
  }
}

export class Floats extends Column<Float64Array> {
  constructor() {
    super(() => new Float64Array(piece))
  }
}
