import { REVIEW_TEXT_LIMIT } from '@marketsafe/contract';
import { Button, Dialog, FieldProblem, TextField } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { CodeChoice, codeOfKey } from './code-choice.tsx';

interface CodeDialogProps<Code extends string> {
  title: string;
  legend: string;
  codes: readonly Code[];
  nameOf: (code: Code) => string;
  chosen: Code | null;
  onChoose: (code: Code) => void;
  /** A digit chooses and does it at once. */
  onKey: (code: Code) => void;
  text: string;
  onText: (text: string) => void;
  /** What is still to be said. */
  lacks: 'cause' | 'text' | null;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  /** What else is asked, between the codes and the words. */
  children?: ReactNode;
}

/** Asks for one of several codes, by mouse or by digit, and for words beside it. */
export function CodeDialog<Code extends string>(props: CodeDialogProps<Code>) {
  const { codes, chosen, text, lacks } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="stack"
        onKeyDown={(event) => {
          const code = codeOfKey(event, codes);
          if (code === undefined) return;
          event.preventDefault();
          props.onKey(code);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <CodeChoice
          legend={props.legend}
          codes={codes}
          nameOf={props.nameOf}
          chosen={chosen}
          onChoose={props.onChoose}
        />
        <FieldProblem problem={lacks === 'cause' && chosen === null ? m.inquiry_cause_needed() : undefined} />
        {props.children}
        <TextField
          label={m.triage_own_words()}
          problem={lacks === 'text' && text.trim() === '' ? m.triage_text_needed() : null}
          limit={REVIEW_TEXT_LIMIT}
          value={text}
          onChange={props.onText}
        />
        <p className="soft small">{m.triage_dialog_keys()}</p>
        <div className="actions">
          <Button type="submit" kind="main">
            {props.submit}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
