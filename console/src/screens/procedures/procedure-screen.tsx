import './procedures.css';
import { isProgramStaff, type MarketplaceId } from '@marketsafe/contract';
import {
  type ProcedureChangeRow,
  procedureFor,
  type ReleaseBeside,
  scopesOf,
  sitesOf,
  type ValuePath,
} from '@marketsafe/contract/procedures';
import { Button, Choice, Empty, Field, Loading } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { procedureHistoryQuery, proceduresQuery } from '../../api/procedure-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { siteName } from '../../components/procedures/scope-name.ts';
import type { ValueToChange } from '../../components/procedures/value-cell.tsx';
import { AddForm } from './add-form.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { BesideNotice, HistoryCard } from './history-card.tsx';
import { foundParts, shownParts } from './items.ts';
import { PartCard } from './part-card.tsx';
import { useChange } from './use-change.ts';
import { WhyDialog } from './why-dialog.tsx';

/** What is in the address of a procedure's page. */
export interface ProcedureSearch {
  /** Country of the site; the marketplace as a whole without one. */
  site?: string | undefined;
  text?: string | undefined;
}

interface ProcedureScreenProps {
  marketplace: MarketplaceId;
  search: ProcedureSearch;
  onSearch: (search: ProcedureSearch) => void;
}

/** What is asked before it is done. */
type Asked =
  | { kind: 'change'; value: ValueToChange }
  | { kind: 'add'; path: ValuePath }
  | { kind: 'undo'; change: ProcedureChangeRow }
  | { kind: 'take'; beside: ReleaseBeside };

/** How one marketplace takes listings down, every value with its source; for staff with the way to change it, and the history. */
export function ProcedureScreen({ marketplace, search, onSearch }: ProcedureScreenProps) {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const { data, error, refetch } = useQuery(proceduresQuery);
  const history = useQuery({ ...procedureHistoryQuery, enabled: staff });
  const { change, undo } = useChange(history.data);
  const [asked, setAsked] = useState<Asked | null>(null);
  const site = search.site ?? null;
  const text = search.text ?? '';
  const scopes = scopesOf(marketplace, site);
  const procedure = data && procedureFor(marketplace, { site, book: data.book });
  const parts = procedure && foundParts(shownParts(procedure), text);
  const name = marketplaceName(marketplace);
  const mayChange = staff && history.data !== undefined;
  const ask = (next: Asked) => {
    change.reset();
    undo.reset();
    setAsked(next);
  };
  const close = { onSuccess: () => setAsked(null) };
  const ofHere = <Place extends { scope: string }>(places: readonly Place[] | undefined) =>
    (places ?? []).filter(({ scope }) => scopes.some((each) => each === scope));

  return (
    <>
      <p className="small no-print">
        <Link to="/procedures">{m.procedure_title()}</Link>
      </p>
      <div className="title-row">
        <PageHeading title={m.procedure_of({ name: site === null ? name : siteName(marketplace, site) })} />
        <Button className="no-print" onClick={() => print()}>
          {m.procedure_print()}
        </Button>
      </div>
      <p>{m.procedure_reading()}</p>
      {sitesOf(marketplace).length > 0 && (
        <Choice
          name={m.procedure_sites()}
          options={[
            ['', m.procedure_site_all()] as const,
            ...sitesOf(marketplace).map((each) => [each, siteName(marketplace, each)] as const),
          ]}
          chosen={site ?? ''}
          onChoose={(chosen) => onSearch({ ...search, site: chosen || undefined })}
        />
      )}
      <div className="no-print procedures-search">
        <Field label={m.procedure_search_here()}>
          {(control) => (
            <input
              {...control}
              type="search"
              value={text}
              onChange={(event) => onSearch({ ...search, text: event.target.value || undefined })}
            />
          )}
        </Field>
      </div>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.procedure_loading()}</Loading>}
      <BesideNotice
        beside={ofHere(history.data?.beside)}
        onTake={(beside) => ask({ kind: 'take', beside })}
      />
      {parts?.length === 0 && (
        <Empty title={<h2>{m.procedure_found_none()}</h2>}>{m.procedure_found_none_about()}</Empty>
      )}
      {parts?.map((shown) => (
        <PartCard
          key={shown.part}
          shown={shown}
          onChange={mayChange ? (value) => ask({ kind: 'change', value }) : null}
        />
      ))}
      {procedure && mayChange && (
        <div className="stack no-print">
          <AddForm procedure={procedure} onAdd={(path) => ask({ kind: 'add', path })} />
          <HistoryCard
            changes={ofHere(history.data?.changes)}
            onUndo={(made) => ask({ kind: 'undo', change: made })}
          />
        </div>
      )}
      {staff && history.error && <FailureNotice error={history.error} onRetry={() => history.refetch()} />}
      {(asked?.kind === 'change' || asked?.kind === 'add') && (
        <ChangeDialog
          path={asked.kind === 'change' ? asked.value : asked.path}
          leaf={asked.kind === 'change' ? asked.value.leaf : undefined}
          scopes={scopesToChange(scopes, asked)}
          busy={change.isPending}
          error={change.error}
          onConfirm={(wanted) => change.mutate(wanted, close)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.kind === 'undo' && (
        <WhyDialog
          title={m.procedure_undo_of({ number: asked.change.sequence })}
          confirm={m.procedure_undo()}
          busy={undo.isPending}
          error={undo.error}
          onConfirm={(why) => undo.mutate({ made: asked.change, why }, close)}
          onClose={() => setAsked(null)}
        >
          <p>{m.procedure_undo_about()}</p>
        </WhyDialog>
      )}
      {asked?.kind === 'take' && (
        <WhyDialog
          title={m.procedure_beside_take()}
          confirm={m.procedure_beside_take()}
          busy={change.isPending}
          error={change.error}
          onConfirm={(why) => {
            const { scope, part, item, field } = asked.beside;
            change.mutate({ scope, part, item, field, leaf: null, why }, close);
          }}
          onClose={() => setAsked(null)}
        >
          <p>{m.procedure_beside_take_about()}</p>
        </WhyDialog>
      )}
    </>
  );
}

/** For whom a value can be said: first where it stands now, or the marketplace itself; then the others that make the procedure. */
function scopesToChange(
  scopes: ReturnType<typeof scopesOf>,
  asked: Extract<Asked, { kind: 'change' | 'add' }>,
) {
  const nearest = [...scopes].reverse();
  if (asked.kind === 'add') return nearest;
  const { from } = asked.value.leaf;
  // One that is overlaid would change nothing that this page shows.
  return [from, ...nearest.filter((scope) => scope !== from && scopes.indexOf(scope) > scopes.indexOf(from))];
}
