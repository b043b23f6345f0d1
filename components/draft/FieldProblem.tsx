import { Icon } from '../shared/Icon.tsx';

/** Why a field keeps the draft from being finished, beside the field itself. */
export function FieldProblem({ sentence }: { sentence: string | undefined }) {
  if (sentence === undefined) return null;
  return (
    <p className="field-problem">
      <Icon name="warning" /> {sentence}
    </p>
  );
}
