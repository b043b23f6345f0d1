import type { ReasonCode } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { AskedFields } from './AskedFields.tsx';
import { DeclarationFields } from './DeclarationFields.tsx';
import { ExplanationFields } from './ExplanationFields.tsx';
import { ReasonField } from './ReasonField.tsx';
import { RightField } from './RightField.tsx';
import type { AskedEdits, DeclarationName, Draft, Language, PictureUrls } from './types.ts';

export interface ClaimFormProps extends AskedEdits {
  draft: Pick<Draft, 'rights' | 'reasons' | 'explanation' | 'declarations' | 'declaredIn' | 'asked'>;
  urls: PictureUrls;
  /** Where what the reason asks for can be filled from. */
  fillPart?: ReactNode;
  onRight: (rightId: string) => void;
  onReason: (reason: ReasonCode) => void;
  onExplain: (language: Language, text: string) => void;
  onStatement: (languages: readonly Language[]) => void;
  onDeclare: (name: DeclarationName, ticked: boolean) => void;
  /** What is missing where the user was led to; undefined elsewhere. */
  problemOf: (fieldId: string) => string | undefined;
  /** A field has been left: what was typed should be on disk. */
  onLeave: () => void;
}

/** Everything the investigator says: right, reason, explanation, declarations. */
export function ClaimForm(props: ClaimFormProps) {
  const { draft, onRight, onReason, onExplain, onStatement, onDeclare, onLeave, problemOf } = props;
  return (
    <Card
      title={m.desk_claim()}
      titleId="claim-form-title"
      focusShown
      className="claim-form"
      onBlur={onLeave}
    >
      <RightField rights={draft.rights} problem={problemOf('draft-right')} onRight={onRight} />
      <ReasonField reasons={draft.reasons} problem={problemOf('draft-reason')} onReason={onReason} />
      <ExplanationFields
        explanation={draft.explanation}
        problem={problemOf('draft-explanation-en')}
        onExplain={onExplain}
        onStatement={onStatement}
      />
      {props.fillPart}
      <AskedFields
        asked={draft.asked}
        urls={props.urls}
        problemOf={problemOf}
        onField={props.onField}
        onConsent={props.onConsent}
        onAttach={props.onAttach}
        onDetach={props.onDetach}
      />
      <DeclarationFields
        declarations={draft.declarations}
        declaredIn={draft.declaredIn}
        problemOf={problemOf}
        onDeclare={onDeclare}
      />
    </Card>
  );
}
