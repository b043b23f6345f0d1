/** The number that goes to a field with Alt held, beside its label. Assistive technology hears it from the control's own key. */
export function DeskKey({ number }: { number: number }) {
  return (
    <span className="key-hint desk-key" aria-hidden="true">
      {number}
    </span>
  );
}
