/** What may be listened to from outside, in the order it is offered. */
export const eventTypes = [
  'task.opened',
  'task.closed',
  'approval.decided',
  'organisation.created',
  'organisation.life_changed',
  'issue.opened',
  'issue.rectified',
  'document.issued',
] as const
export type EventType = (typeof eventTypes)[number]

/** Message key of an event's name: `task.opened` → `events.types.task_opened`. */
export const eventKey = (type: EventType) =>
  `events.types.${type.replace('.', '_') as 'task_opened'}` as const
