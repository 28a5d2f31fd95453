/** What mail programs put before the subject of what they answer or pass on, in the languages we speak. */
const answered =
  /^\s*((re|fw|fwd|aw|wg|回复|答复|转发|回覆|答覆|轉寄|轉發)(\[\d+\])?\s*[:：]|\[[^\]]{0,40}\])\s*/i

/** A subject without the marks of answering and passing on, and without numbers in brackets. */
export function bareSubject(subject: string): string {
  let bare = subject
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(answered, '')
  }
  return bare.trim()
}
