/** What a step of a filing changes elsewhere. */
export const touched = ['establishment', 'tasks', 'trail', 'approvals', 'org', 'people', 'search']
