import { Button, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

interface CardDraftsProps {
  running: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onMake: () => void;
}

/** Makes drafts of what the cards show, and says that this is all they have. */
export function CardDrafts({ running, result, onMake }: CardDraftsProps) {
  return (
    <div className="stack-small">
      <div className="actions">
        <Button busy={running} onClick={onMake}>
          {m.cards_make_drafts()}
        </Button>
      </div>
      <p className="soft small">{m.cards_make_drafts_help()}</p>
      <Result result={result} />
    </div>
  );
}
