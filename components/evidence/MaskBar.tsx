import { m } from '@marketsafe/words';
import type { RefObject } from 'react';
import type { Show, Zoom } from './types.ts';

interface ChoiceProps<Value extends string> {
  name: string;
  options: readonly [value: Value, label: string][];
  chosen: Value;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ name, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className="evidence-choice">
      <legend className="visually-hidden">{name}</legend>
      {options.map(([value, label]) => (
        <button
          key={value}
          type="button"
          className="button button-small"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

interface MaskBarProps {
  show: Show;
  zoom: Zoom;
  onShow: (show: Show) => void;
  onZoom: (zoom: Zoom) => void;
  /** Absent where nothing may be changed. */
  editing: {
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
        <div className="evidence-choice">
          <button type="button" className="button button-small" onClick={editing.onAdd}>
            {m.viewer_add_box()}
          </button>
          <button
            type="button"
            className="button button-small"
            ref={undo}
            aria-disabled={!editing.canUndo}
            aria-keyshortcuts="Control+Z"
            onClick={editing.onUndo}
          >
            {m.shared_undo()}
          </button>
          <button
            type="button"
            className="button button-small"
            aria-disabled={!editing.canRedo}
            aria-keyshortcuts="Control+Shift+Z"
            onClick={editing.onRedo}
          >
            {m.viewer_redo()}
          </button>
          <span className="soft small">{m.viewer_boxes({ count: editing.count })}</span>
        </div>
      )}
      <span role="status" className={problem === null ? 'small' : 'small field-problem'}>
        {problem ?? said}
      </span>
    </section>
  );
}
