import { Modal } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import type { MapPoint } from '../../registry/contract.ts'

/** Organisations that stand at one spot and can't be told apart by looking closer. */
export function ClusterList({ items, onClose }: { items: MapPoint[]; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal
      open
      title={t('establishment.map.same_place', { count: items.length })}
      footer={null}
      onCancel={onClose}
    >
      <ul className="map-list">
        {items.map((point) => (
          <li key={point.id}>
            <OrgTag organisation={point} />
            <span className="faint">{t(`org.life.${point.life}`)}</span>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
