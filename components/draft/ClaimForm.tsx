import type { ReasonCode } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { DeclarationFields } from './DeclarationFields.tsx';
import { ExplanationFields } from './ExplanationFields.tsx';
import { ReasonField } from './ReasonField.tsx';
import { RightField } from './RightField.tsx';
import type { DeclarationName, Draft, Language } from './types.ts';

export interface ClaimFormProps {
  draft: Pick<Draft, 'rights' | 'reasons' | 'explanation' | 'declarations'>;
  onRight: (rightId: string) => void;
  onReason: (reason: ReasonCode) => void;
  onExplain: (language: Language, text: string) => void;
  onRestore: (language: Language) => void;
  onDeclare: (name: DeclarationName, ticked: boolean) => void;
  /** What is missing where the user was led to; undefined elsewhere. */
  problemOf: (fieldId: string) => string | undefined;
  /** A field has been left: what was typed should be on disk. */
  onLeave: () => void;
}

/** Everything the investigator says: right, reason, explanation, declarations. */
export function ClaimForm(props: ClaimFormProps) {
  const { draft, onRight, onReason, onExplain, onRestore, onDeclare, onLeave, problemOf } = props;
  return (
    <section className="card claim-form" aria-labelledby="claim-form-title" onBlur={onLeave}>
      <h2 id="claim-form-title" tabIndex={-1} className="focused-by-finish">
        {m.desk_claim()}
      </h2>
      <RightField rights={draft.rights} problem={problemOf('draft-right')} onRight={onRight} />
      <ReasonField reasons={draft.reasons} problem={problemOf('draft-reason')} onReason={onReason} />
      <ExplanationFields
        explanation={draft.explanation}
        problem={problemOf('draft-explanation-en')}
        hasReason={draft.reasons.chosen !== ''}
        onExplain={onExplain}
        onRestore={onRestore}
      />
      <DeclarationFields declarations={draft.declarations} problemOf={problemOf} onDeclare={onDeclare} />
    </section>
  );
}
