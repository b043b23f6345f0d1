import { Button, Choice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { RefObject } from 'react';
import type { Draws, Show, Zoom } from './types.ts';

interface MaskBarProps {
  show: Show;
  zoom: Zoom;
  onShow: (show: Show) => void;
  onZoom: (zoom: Zoom) => void;
  /** Absent where nothing may be changed. */
  editing: {
    draws: Draws;
    onDraws: (draws: Draws) => void;
    count: number;
    canUndo: boolean;
    canRedo: boolean;
    onAdd: () => void;
    onUndo: () => void;
    onRedo: () => void;
  } | null;
  undo: RefObject<HTMLButtonElement | null>;
  /** What the last removal took away, in words. */
  said: string | null;
  /** Why the last change was not kept. */
  problem: string | null;
}

/** What is shown and what can be done, above the pictures wherever they are scrolled to. */
export function MaskBar({ show, zoom, onShow, onZoom, editing, undo, said, problem }: MaskBarProps) {
  return (
    <section className="evidence-bar" aria-label={m.viewer_toolbar()}>
      <Choice
        name={m.viewer_show()}
        options={[
          ['original', m.viewer_original()],
          ['masked', m.viewer_masked()],
          ['page', m.viewer_page()],
        ]}
        chosen={show}
        onChoose={onShow}
      />
      <Choice
        name={m.viewer_zoom()}
        options={[
          ['fit', m.viewer_fit()],
          ['full', m.viewer_full()],
        ]}
        chosen={zoom}
        onChoose={onZoom}
      />
      {editing && (
        <Choice
          name={m.viewer_draw()}
          options={[
            ['painted', m.viewer_draw_painted()],
            ['shown', m.viewer_draw_shown()],
          ]}
          chosen={editing.draws}
          onChoose={editing.onDraws}
        />
      )}
      {editing && (
        <div className="line">
          <Button size="small" onClick={editing.onAdd}>
            {editing.draws === 'shown' ? m.viewer_add_shown() : m.viewer_add_box()}
          </Button>
          <Button
            size="small"
            ref={undo}
            unavailable={!editing.canUndo}
            aria-keyshortcuts="Control+Z"
            onClick={editing.onUndo}
          >
            {m.shared_undo()}
          </Button>
          <Button
            size="small"
            unavailable={!editing.canRedo}
            aria-keyshortcuts="Control+Shift+Z"
            onClick={editing.onRedo}
          >
            {m.viewer_redo()}
          </Button>
          <span className="soft small">{m.viewer_boxes({ count: editing.count })}</span>
        </div>
      )}
      <span role="status" className={problem === null ? 'small' : 'small field-problem'}>
        {problem ?? said}
      </span>
    </section>
  );
}
