import { type ClaimFilters, queryOf, type SavedView } from '@marketsafe/contract';
import { Button, Dialog, Field, Icon, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { put, remove } from '../../api/client.ts';
import { VIEWS, viewsQuery } from '../../api/search-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Views that the person keeps, and the way to keep this one. */
export function SavedViews({ filters }: { filters: ClaimFilters }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const views = useQuery(viewsQuery);
  const [asked, setAsked] = useState(false);
  const here = JSON.stringify(queryOf(filters));
  const drop = useMutation({
    mutationFn: ({ viewId }: { viewId: string; name: string }) => remove(`${VIEWS}/${viewId}`),
    onSuccess: async (_, { name }) => {
      await client.invalidateQueries(viewsQuery);
      announce(m.search_view_removed({ name }));
    },
  });
  const kept = views.data?.views ?? [];
  const narrowed = Object.keys(queryOf(filters)).length > 0;
  if (kept.length === 0 && !narrowed) return null;
  return (
    <div className="line claims-views">
      <strong className="small">{m.search_views()}</strong>
      {kept.length === 0 && <span className="soft small">{m.search_views_none()}</span>}
      <ul className="claims-chips" aria-label={m.search_views()}>
        {kept.map(({ viewId, name, filters: of }) => (
          <li key={viewId} className="claims-view">
            <Link
              to="/claims"
              search={queryOf(of)}
              aria-current={JSON.stringify(queryOf(of)) === here || undefined}
            >
              {name}
            </Link>
            <Button
              kind="link"
              size="small"
              aria-label={m.search_view_remove({ name })}
              onClick={() => drop.mutate({ viewId, name })}
            >
              <Icon name="cross" />
            </Button>
          </li>
        ))}
      </ul>
      {narrowed && (
        <Button size="small" onClick={() => setAsked(true)}>
          {m.search_view_save()}
        </Button>
      )}
      {asked && <SaveDialog filters={filters} onClose={() => setAsked(false)} />}
      {drop.error && <FailureNotice error={drop.error} />}
    </div>
  );
}

function SaveDialog({ filters, onClose }: { filters: ClaimFilters; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [empty, setEmpty] = useState(false);
  const save = useMutation({
    mutationFn: (view: SavedView) => put(`${VIEWS}/${crypto.randomUUID()}`, view),
    onSuccess: async (_, view) => {
      await client.invalidateQueries(viewsQuery);
      announce(m.search_view_saved({ name: view.name }));
      onClose();
    },
  });
  return (
    <Dialog title={m.search_view_save()} close={m.console_cancel()} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(name.trim() === '');
          if (name.trim() !== '') save.mutate({ name: name.trim(), filters });
        }}
      >
        <Field
          label={m.search_view_name()}
          help={m.search_view_about()}
          problem={empty ? m.search_view_missing_name() : null}
        >
          {(control) => (
            <input
              {...control}
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {save.error && <FailureNotice error={save.error} />}
        <div className="actions">
          <Button kind="main" type="submit" busy={save.isPending}>
            {m.search_save()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
