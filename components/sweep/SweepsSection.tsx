import { Badge, Button, Card, Empty, Field, Loading, Result, Table } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';

interface Line {
  sweepId: string;
  name: string;
  brand: string;
  state: 'running' | 'paused' | 'ended';
  stateName: string;
  done: number;
  open: number;
  captured: number;
  pace: string | null;
}

interface SweepsSectionProps {
  sweeps: readonly Line[] | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  hashOf: (sweepId: string) => string;
  onAdd: (name: string) => void;
}

const TONES = { running: 'good', paused: 'warn', ended: 'info' } as const;

/** All sweeps, and the way to a new one. */
export function SweepsSection({ sweeps, result, hashOf, onAdd }: SweepsSectionProps) {
  const [name, setName] = useState('');
  return (
    <>
      <h1>{m.sweep_section()}</h1>
      <p className="soft">{m.sweep_about()}</p>
      <Result result={result} />
      <Card title={m.sweep_new_title()}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') onAdd(name.trim());
          }}
        >
          <Field label={m.sweep_name()} help={m.sweep_name_help()}>
            {(control) => (
              <input
                {...control}
                type="text"
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <div className="actions">
            <Button kind="main" type="submit" unavailable={name.trim() === ''}>
              {m.sweep_new()}
            </Button>
          </div>
        </form>
      </Card>
      {sweeps === undefined && <Loading>{m.sweep_reading()}</Loading>}
      {sweeps?.length === 0 && (
        <Empty>
          <p>{m.sweep_none()}</p>
        </Empty>
      )}
      {sweeps !== undefined && sweeps.length > 0 && (
        <Table
          framed
          caption={m.sweep_section()}
          captionHidden
          rows={sweeps}
          keyOf={({ sweepId }) => sweepId}
          columns={[
            {
              key: 'name',
              heading: m.sweep_name(),
              kind: 'header',
              cell: ({ sweepId, name: named, brand }) => (
                <>
                  <a href={hashOf(sweepId)} dir="auto">
                    {named}
                  </a>
                  {brand !== '' && <span className="soft small"> {brand}</span>}
                </>
              ),
            },
            {
              key: 'state',
              heading: m.sweep_state(),
              cell: ({ state, stateName }) => <Badge tone={TONES[state]}>{stateName}</Badge>,
            },
            {
              key: 'captured',
              heading: m.sweep_captured(),
              kind: 'number',
              cell: ({ captured }) => captured,
            },
            { key: 'done', heading: m.sweep_done(), kind: 'number', cell: ({ done }) => done },
            { key: 'open', heading: m.sweep_open(), kind: 'number', cell: ({ open }) => open },
            { key: 'pace', heading: m.sweep_pace_name(), kind: 'number', cell: ({ pace }) => pace ?? '–' },
          ]}
        />
      )}
    </>
  );
}
