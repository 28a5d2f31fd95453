/** What a step of a complaint changes elsewhere. */
export const touched = ['complaints', 'tasks', 'trail', 'issues', 'search', 'approvals']
