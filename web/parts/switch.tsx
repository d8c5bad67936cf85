interface Props<Value extends string> {
  /** What is chosen, for those who cannot see it. */
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly text: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight. */
export function Switch<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    <fieldset class="switch">
      <legend>{label}</legend>
      {options.map(option => (
        <button type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.text}
        </button>
      ))}
    </fieldset>
  )
}
