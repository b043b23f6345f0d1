import { Icon } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';
import type { Draft, Save } from './types.ts';
import { WORDS } from './words.ts';

interface DraftHeadProps {
  draft: Pick<Draft, 'title' | 'marketplace' | 'itemId' | 'age' | 'wall' | 'hold' | 'url' | 'report'>;
  save: Save;
}

/** Which listing this is, and whether everything typed is on disk. */
export function DraftHead({ draft, save }: DraftHeadProps) {
  return (
    <header className="stack draft-head">
      <p className="draft-head-line">
        <span className="badge tone-info">{draft.marketplace}</span>
        <span className="number soft">{draft.itemId}</span>
        {draft.hold && <span className="badge tone-warn">{WORDS.held}</span>}
        {draft.report === null && <SaveMark save={save} />}
      </p>
      <h1 className="clamp-3">
        <bdi>{draft.title ?? WORDS.untitled(draft.itemId)}</bdi>
      </h1>
      <p className="soft small">
        {WORDS.captured(draft.age)} ·{' '}
        <a href={draft.url} target="_blank" rel="noreferrer">
          {WORDS.openListing}
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
    <span className="draft-head-save soft small">
      {save.state === 'saved' ? (
        <>
          <Icon name="check" /> {WORDS.saved}
        </>
      ) : (
        WORDS.saving
      )}
    </span>
  );
}
