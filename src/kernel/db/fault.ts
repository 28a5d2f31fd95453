/** A start that can't go on. The message is one sentence that says what to do; no stack is shown. */
export class Fault extends Error {}
