import { Badge, ForeignText, Icon, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Draft, Save } from './types.ts';

interface DraftHeadProps {
  draft: Pick<Draft, 'title' | 'marketplace' | 'itemId' | 'age' | 'wall' | 'hold' | 'url' | 'report'>;
  save: Save;
}

/** Which listing this is, and whether everything typed is on disk. */
export function DraftHead({ draft, save }: DraftHeadProps) {
  return (
    <header className="stack-small">
      <p className="line">
        <Badge tone="info">{draft.marketplace}</Badge>
        <span className="number soft">{draft.itemId}</span>
        {draft.hold && <Badge tone="warn">{m.shared_on_hold()}</Badge>}
        {draft.report === null && <SaveMark save={save} />}
      </p>
      <h1 className="clamp-3">
        {draft.title === null ? (
          m.shared_listing({ itemId: draft.itemId })
        ) : (
          <ForeignText text={draft.title} />
        )}
      </h1>
      <p className="soft small">
        {m.desk_captured({ age: draft.age })} ·{' '}
        <a href={draft.url} target="_blank" rel="noreferrer">
          {m.shared_open_listing()}
        </a>
      </p>
      {save.state === 'failed' && <Notice tone="bad">{save.sentence}</Notice>}
      {draft.wall && <Notice tone="warn">{draft.wall}</Notice>}
    </header>
  );
}

function SaveMark({ save }: { save: Save }) {
  if (save.state === 'failed') return null;
  return (
    <span className="line-end soft small">
      {save.state === 'saved' ? (
        <>
          <Icon name="check" /> {m.desk_saved()}
        </>
      ) : (
        m.desk_saving()
      )}
    </span>
  );
}
