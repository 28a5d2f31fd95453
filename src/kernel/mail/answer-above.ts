/** Frames the line above which an answer is written: found again whatever a mail program does to it. */
export const framed = (words: string): string => `##- ${words} -##`

export const answerAbove = /##- .+ -##/
