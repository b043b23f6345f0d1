import { ANSWER_OUTCOMES, type DisclosedLink } from '@marketsafe/contract';
import { Button, Dialog } from '@marketsafe/looks';
import { answerOutcomeName, formatNumber, formatSeries, m } from '@marketsafe/words';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { DraftAnswers } from './use-draft-answers.ts';

/** How many of what is entered; empty where nothing is. */
export function countsOf(drafts: DraftAnswers): string {
  const all = [...drafts.values()];
  const said = ANSWER_OUTCOMES.flatMap((outcome) => {
    const count = all.filter((one) => one.outcome === outcome).length;
    if (count === 0) return [];
    return m.answers_count_outcome({ outcome: answerOutcomeName(outcome), count: formatNumber(count) });
  });
  return said.length === 0 ? '' : formatSeries(said);
}

/** What is about to be sent, before it goes. */
export function SendDialog(props: {
  number: string;
  drafts: DraftAnswers;
  links: readonly DisclosedLink[];
  busy: boolean;
  error: unknown;
  onSend: () => void;
  onClose: () => void;
}) {
  const { number, drafts, links, busy, error, onSend, onClose } = props;
  return (
    <Dialog title={m.portal_send_title({ number })} onClose={onClose}>
      <div className="stack">
        <p>{countsOf(drafts)}</p>
        <p>{m.portal_send_about({ left: formatNumber(links.length - drafts.size) })}</p>
        {error !== null && <FailureNotice error={error} />}
        <div className="actions">
          <Button kind="main" busy={busy} onClick={onSend} autoFocus>
            {m.portal_send({ count: formatNumber(drafts.size) })}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}
