import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useId, useState } from 'react';

interface ViewsPartProps {
  views: readonly { viewId: string; name: string }[];
  onShow: (viewId: string) => void;
  onSave: (name: string) => void;
  onForget: (viewId: string) => void;
}

/** Saved views of the table: one is shown by choosing it, and what is shown now can be saved. */
export function ViewsPart({ views, onShow, onSave, onForget }: ViewsPartProps) {
  const [shown, setShown] = useState('');
  const [name, setName] = useState<string | null>(null);
  const nameId = useId();
  const chosen = views.find(({ viewId }) => viewId === shown);
  const save = () => {
    if (name === null || name.trim() === '') return;
    onSave(name);
    setName(null);
  };
  if (name !== null) {
    return (
      <form
        className="report-filter"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor={nameId}>{m.reports_view_name()}</label>
        <span className="line report-views">
          <input
            id={nameId}
            className="input"
            maxLength={60}
            // It was asked for by the button that stood here.
            ref={(input) => input?.focus()}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button size="small" type="submit" unavailable={name.trim() === ''}>
            {m.reports_view_save()}
          </Button>
          <Button size="small" onClick={() => setName(null)}>
            {m.shared_cancel()}
          </Button>
        </span>
      </form>
    );
  }
  return (
    <span className="line report-views">
      {views.length > 0 && (
        <label className="report-filter">
          <span>{m.reports_views()}</span>
          <select
            className="input"
            value={chosen?.viewId ?? ''}
            onChange={({ target }) => {
              setShown(target.value);
              if (target.value !== '') onShow(target.value);
            }}
          >
            <option value="">{m.reports_view_choose()}</option>
            {views.map((view) => (
              <option key={view.viewId} value={view.viewId}>
                {view.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen && (
        <Button size="small" onClick={() => onForget(chosen.viewId)}>
          {m.reports_view_forget()}
        </Button>
      )}
      <Button size="small" onClick={() => setName(chosen?.name ?? '')}>
        {m.reports_view_save()}
      </Button>
    </span>
  );
}
