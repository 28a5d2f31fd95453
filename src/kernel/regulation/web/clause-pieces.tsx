import { Tooltip } from 'antd'
import type { RegulationPage, SentencePiece } from '../contract.ts'

type Props = { pieces: SentencePiece[]; numbers: RegulationPage['numbers'] }

/** The sentence; its numbers are marked, explain themselves and lead to the annex. */
export function ClausePieces({ pieces, numbers }: Props) {
  return pieces.map((piece) =>
    piece.parameter ? (
      <Tooltip
        key={piece.parameter}
        title={numbers.find(({ parameter }) => parameter === piece.parameter)?.label}
      >
        <a className="clause-value" href={`#number-${piece.parameter}`}>
          {piece.text}
        </a>
      </Tooltip>
    ) : (
      piece.text
    ),
  )
}
