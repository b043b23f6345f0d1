import './save-bar.css';
import { Button, Notice, useAnnounce } from '@marketsafe/looks';
import { formatSeries, m } from '@marketsafe/words';
import { FailureNotice } from './failure-notice.tsx';
import type { SavedDraft } from './use-saved-draft.ts';

/** Saves, takes back, and says what others did meanwhile. */
export function SaveBar<Content extends object>({
  draft,
  partName,
}: {
  draft: SavedDraft<Content>;
  partName: (part: keyof Content) => string;
}) {
  const { isChanged, canUndo, meanwhile, save, hasFaults } = draft;
  const announce = useAnnounce();
  return (
    <div className="stack save-bar">
      <div className="actions">
        <Button
          kind="main"
          busy={save.isPending}
          unavailable={!isChanged}
          onClick={() => save.mutate(undefined, { onSuccess: () => announce(m.raids_saved_now()) })}
        >
          {m.raids_save()}
        </Button>
        <Button unavailable={!canUndo} onClick={draft.undo}>
          {m.raids_undo()}
        </Button>
        <Button unavailable={!isChanged} onClick={draft.discard}>
          {m.raids_discard()}
        </Button>
        <span className="soft" role="status">
          {isChanged ? m.raids_unsaved() : m.raids_all_saved()}
        </span>
      </div>
      {hasFaults && isChanged && <Notice tone="warn">{m.raids_contradicts()}</Notice>}
      {save.error && !meanwhile && <FailureNotice error={save.error} />}
      {meanwhile && (
        <Notice tone="warn" urgency="alert" title={m.raids_meanwhile({ name: meanwhile.by })}>
          <p>
            {meanwhile.both.length === 0
              ? m.raids_meanwhile_merged()
              : m.raids_meanwhile_both({ parts: formatSeries(meanwhile.both.map((part) => partName(part))) })}
          </p>
          <div className="actions">
            {meanwhile.both.map((part) => (
              <Button key={String(part)} size="small" onClick={() => draft.takeTheirs(part)}>
                {m.raids_take_theirs({ part: partName(part), name: meanwhile.by })}
              </Button>
            ))}
          </div>
        </Notice>
      )}
    </div>
  );
}
