import { MARKETPLACE_IDS, type MarketplaceId, type ReasonCode } from '@marketsafe/contract';
import {
  Badge,
  Button,
  Card,
  Check,
  Empty,
  Field,
  FieldGroup,
  Fold,
  Loading,
  Notice,
  Result,
  Table,
} from '@marketsafe/looks';
import { fieldLabel, m, marketplaceName } from '@marketsafe/words';
import { type ReactNode, useEffect } from 'react';

interface Item {
  key: string;
  url: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  state: 'open' | 'captured' | 'skipped' | 'failed';
  stateName: string;
}

interface Line {
  name: string;
  brand: string;
  state: 'running' | 'paused' | 'ended';
  stateName: string;
  begun: boolean;
  done: number;
  open: number;
  captured: number;
  skipped: number;
  failed: number;
  pace: string | null;
  stopped: string | null;
}

type Next = 'tab' | 'close' | 'stay';

export interface SweepSectionProps {
  /** Undefined while it is read, null where there is none. */
  sweep:
    | {
        line: Line;
        marketplaces: readonly MarketplaceId[];
        next: Next;
        declared: string | null;
        items: readonly Item[];
        more: number;
        reasons: { chosen: ReasonCode | '' };
      }
    | null
    | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** Address of the list of all sweeps. */
  allUrl: string;
  /** Address of the sheet on which the sweep's drafts are reviewed. */
  reviewUrl: string;
  /** The fields of a draft that each report begins with. */
  fields: ReactNode;
  profile: ReactNode;
  links: ReactNode;
  onType: (typed: { name?: string; brand?: string }) => void;
  onLeave: () => void;
  onChange: (change: { next?: Next; marketplaces?: MarketplaceId[] }) => void;
  onDeclare: (isDeclared: boolean) => void;
  onStart: () => void;
  onPause: () => void;
  onEnd: () => void;
}

const NEXT = {
  tab: { name: m.sweep_next_tab, help: m.sweep_next_tab_help },
  close: { name: m.sweep_next_close, help: m.sweep_next_close_help },
  stay: { name: m.sweep_next_stay, help: m.sweep_next_stay_help },
} satisfies Record<Next, unknown>;

const TONES = { running: 'good', paused: 'warn', ended: 'info' } as const;
const ITEM_TONES = { open: 'info', captured: 'good', skipped: 'info', failed: 'warn' } as const;
const DECLARATIONS = ['goodFaith', 'accurate', 'authorised'] as const;

function Head({
  line,
  onStart,
  onPause,
  onEnd,
}: Pick<SweepSectionProps, 'onStart' | 'onPause' | 'onEnd'> & { line: Line }) {
  return (
    <>
      <p>
        <Badge tone={TONES[line.state]}>{line.stateName}</Badge>{' '}
        <span>
          {m.sweep_counts({
            captured: line.captured,
            skipped: line.skipped,
            failed: line.failed,
            open: line.open,
          })}
        </span>{' '}
        {line.pace !== null && <span className="soft">{m.sweep_pace({ pace: line.pace })}</span>}
      </p>
      {line.stopped !== null && <Notice tone="warn">{line.stopped}</Notice>}
      {line.state !== 'ended' && (
        <div className="actions">
          {line.state === 'running' ? (
            <Button onClick={onPause}>{m.sweep_pause()}</Button>
          ) : (
            <Button kind="main" onClick={onStart}>
              {line.begun ? m.sweep_go_on() : m.sweep_start()}
            </Button>
          )}
          <Button onClick={onEnd}>{m.sweep_end()}</Button>
        </div>
      )}
    </>
  );
}

/** Fields that Alt and a number lead to, as on a draft. */
const NUMBERED = ['draft-right', 'draft-reason', 'draft-explanation-en', 'draft-explanation-zh'];

function useFieldKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const digit = /^Digit([1-4])$/.exec(event.code)?.[1];
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || digit === undefined) return;
      event.preventDefault();
      document.getElementById(NUMBERED[Number(digit) - 1] ?? '')?.focus();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** One sweep: what is chosen once for all its reports, how it goes on, its list, and how far it is. */
export function SweepSection(props: SweepSectionProps) {
  const { sweep, result, onType, onLeave, onChange, onDeclare } = props;
  useFieldKeys();
  const back = (
    <p>
      <a href={props.allUrl}>{m.sweep_all()}</a>
      {sweep && (
        <>
          {' · '}
          <a href={props.reviewUrl}>{m.review_of_sweep()}</a>
        </>
      )}
    </p>
  );
  if (sweep === undefined) return <Loading>{m.sweep_reading()}</Loading>;
  if (sweep === null)
    return (
      <>
        {back}
        <Empty>
          <p>{m.sweep_absent()}</p>
        </Empty>
      </>
    );
  const { line } = sweep;
  const isOpen = line.state !== 'ended';
  return (
    <>
      {back}
      <h1 dir="auto">{line.name === '' ? m.sweep_unnamed() : line.name}</h1>
      <Head line={line} onStart={props.onStart} onPause={props.onPause} onEnd={props.onEnd} />
      <Result result={result} />
      {isOpen && (
        <>
          <Card title={m.sweep_list()}>{props.links}</Card>
          <Card title={m.sweep_each()} onBlur={onLeave}>
            <p className="soft">{m.sweep_each_help()}</p>
            {props.fields}
          </Card>
          <Card title={m.desk_declarations()}>
            <ul className="sweep-declared">
              {DECLARATIONS.map((name) => (
                <li key={name}>{fieldLabel(name)}</li>
              ))}
            </ul>
            <Check
              id="sweep-declare"
              checked={sweep.declared !== null}
              help={sweep.declared ?? m.sweep_declare_help()}
              onCheck={onDeclare}
            >
              {m.sweep_declare()}
            </Check>
          </Card>
          <Card title={m.sweep_how()} onBlur={onLeave}>
            <Field label={m.sweep_name()}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  maxLength={120}
                  value={line.name}
                  onChange={(event) => onType({ name: event.target.value })}
                />
              )}
            </Field>
            <Field label={m.sweep_brand()}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  maxLength={120}
                  value={line.brand}
                  onChange={(event) => onType({ brand: event.target.value })}
                />
              )}
            </Field>
            <FieldGroup legend={m.sweep_next()}>
              {(['tab', 'close', 'stay'] as const).map((each) => (
                <Check
                  key={each}
                  type="radio"
                  name="sweep-next"
                  checked={sweep.next === each}
                  help={NEXT[each].help()}
                  onCheck={() => onChange({ next: each })}
                >
                  {NEXT[each].name()}
                </Check>
              ))}
            </FieldGroup>
            {props.profile}
            <Fold
              summary={
                sweep.marketplaces.length === 0
                  ? m.sweep_marketplaces_all()
                  : m.sweep_marketplaces({ count: sweep.marketplaces.length })
              }
            >
              <FieldGroup legend={m.sweep_marketplaces_help()}>
                {MARKETPLACE_IDS.map((id) => (
                  <Check
                    key={id}
                    checked={sweep.marketplaces.includes(id)}
                    onCheck={(checked) =>
                      onChange({
                        marketplaces: MARKETPLACE_IDS.filter((each) =>
                          each === id ? checked : sweep.marketplaces.includes(each),
                        ),
                      })
                    }
                  >
                    {marketplaceName(id)}
                  </Check>
                ))}
              </FieldGroup>
            </Fold>
          </Card>
        </>
      )}
      {sweep.items.length > 0 && (
        <Card title={m.sweep_items()}>
          <Table
            rows={sweep.items}
            keyOf={({ key }) => key}
            caption={m.sweep_items()}
            captionHidden
            columns={[
              {
                key: 'listing',
                heading: m.sweep_item(),
                kind: 'header',
                cell: ({ url, title, itemId }) => (
                  <a href={url} target="_blank" rel="noreferrer">
                    <bdi>{title ?? itemId}</bdi>
                  </a>
                ),
              },
              { key: 'marketplace', heading: m.sweep_marketplace(), cell: ({ marketplace }) => marketplace },
              {
                key: 'state',
                heading: m.sweep_state(),
                cell: ({ state, stateName }) => <Badge tone={ITEM_TONES[state]}>{stateName}</Badge>,
              },
            ]}
          />
          {sweep.more > 0 && <p className="soft">{m.sweep_more({ count: sweep.more })}</p>}
        </Card>
      )}
    </>
  );
}
