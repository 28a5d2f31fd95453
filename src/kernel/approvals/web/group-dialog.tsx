import { App, Checkbox, Input, Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { type ApproverGroup, createGroup, editGroup } from '../group/contract.ts'
import { MembersSelect } from './members-select.tsx'

const schema = editGroup.body.omit({ version: true })

type Props = { group: ApproverGroup | undefined; onClose: () => void }

/** A new approver group, or one that is there: its name, its members, and whether it is in use. */
export function GroupDialog({ group, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const begun = group
    ? {
        title: group.title,
        title_en: group.title_en,
        members: group.members.map(({ id }) => id),
        archived: group.archived_at !== null,
      }
    : { members: [], archived: false }
  const form = useForm(schema, begun)
  const onDone = () => {
    message.success(t('approvals.flow.saved'))
    onClose()
  }
  const options = { form, onDone, invalidates: ['approvals.flow'] }
  const creating = useSave(createGroup, options)
  const editing = useSave(editGroup, options)
  const submit = async () => {
    const values = form.check()
    if (!values) return
    const { archived, ...content } = values
    if (group) {
      const body = { ...content, archived, version: group.version }
      await editing.save({ params: { id: group.id }, body })
    } else await creating.save({ body: content })
  }
  return (
    <Modal
      open
      title={group ? t('approvals.group.edit') : t('approvals.group.create')}
      okText={t('approvals.flow.save')}
      cancelText={t('approvals.flow.cancel')}
      confirmLoading={creating.saving || editing.saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="approver_group">
        <ErrorSummary form={form} problem={creating.problem ?? editing.problem} />
        <Field name="title" label={t('approvals.flow.name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="title_en" label={t('approvals.flow.name_en')}>
          <Input maxLength={60} lang="en" />
        </Field>
        <Field name="members" label={t('approvals.group.members')} help={t('approvals.group.members_help')}>
          <MembersSelect known={group?.members ?? []} />
        </Field>
        {group && (
          <Field name="archived" label={t('approvals.group.archived')} checked>
            <Checkbox>{t('approvals.group.archived')}</Checkbox>
          </Field>
        )}
      </FormBody>
    </Modal>
  )
}
