import type { ReactNode } from 'react'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../../kernel/web/pieces/facts.tsx'
import { PersonTag } from '../../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../../kernel/web/pieces/when.tsx'
import type { HandOverPage } from '../../hand-over/contract.ts'

type Person = HandOverPage['outgoing']

/** Who stands by the list, and since when. */
export function Parties({ handOver }: { handOver: HandOverPage }) {
  const { t } = useWords()
  const { outgoing, outgoing_at, incoming, incoming_at, witness, witnessed_at } = handOver
  const stands = (person: Person | null, at: string | null): ReactNode => (
    <>
      {person && <PersonTag person={person} />}{' '}
      {at ? <When at={at} /> : <span className="faint">{t('establishment.hand_over.waits')}</span>}
    </>
  )
  return (
    <Facts
      facts={[
        { word: t('establishment.hand_over.outgoing'), value: stands(outgoing, outgoing_at) },
        { word: t('establishment.hand_over.incoming'), value: stands(incoming, incoming_at) },
        { word: t('establishment.hand_over.witness'), value: stands(witness, witnessed_at) },
      ]}
    />
  )
}
