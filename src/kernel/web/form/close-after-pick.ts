import { useState } from 'react'
import { useMedia } from '../use-media.ts'

/** Of a select for several: on a phone its list closes after each pick, or it would lie over the button that sends. */
export function useCloseAfterPick() {
  const phone = useMedia('(max-width: 767px)')
  const [open, setOpen] = useState(false)
  return { open, onOpenChange: setOpen, ...(phone ? { onSelect: () => setOpen(false) } : {}) }
}
