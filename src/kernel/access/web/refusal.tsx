/** Why a step was refused; read out when it appears. */
export function Refusal({ text }: { text: string | undefined }) {
  return (
    <div role="alert" className="refusal">
      {text && <p className="problem-line">{text}</p>}
    </div>
  )
}
