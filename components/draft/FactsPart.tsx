import { CORRECTABLE_FACTS, type CorrectableFact, type Corrections } from '@marketsafe/contract';
import { Badge, Button, Field, Fold, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { m, missingFact } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TranslationHelp } from '../translation/TranslationHelp.tsx';
import type { Fact, OnCorrect } from './types.ts';

interface FactsPartProps {
  facts: readonly Fact[];
  readingOff: boolean;
  corrections: Corrections;
  /** Null where nothing can be corrected any more. */
  onCorrect: OnCorrect | null;
}

/** Facts that are sentences of the seller's. */
const WRITTEN: ReadonlySet<Fact['id']> = new Set(['title', 'description']);

function isCorrectable(fact: Fact['id']): fact is CorrectableFact {
  return CORRECTABLE_FACTS.some((each) => each === fact);
}

/** What was read from the page, each fact with where it stood, what was not found, and what a person says instead. */
export function FactsPart({ facts, readingOff, corrections, onCorrect }: FactsPartProps) {
  const found = facts.filter((fact) => fact.value !== null).length;
  return (
    <Fold
      card
      summaryId="draft-facts"
      summary={readingOff ? m.desk_facts_reading_off() : m.desk_facts_found({ found, all: facts.length })}
    >
      <Pairs close>
        {facts.map((fact) => (
          <Pair key={fact.id} name={fact.name}>
            {isCorrectable(fact.id) && (onCorrect !== null || corrections[fact.id] !== undefined) ? (
              <Correctable
                fact={{ ...fact, id: fact.id }}
                says={corrections[fact.id]}
                onCorrect={onCorrect}
                asRead={<AsRead fact={fact} readingOff={readingOff} />}
              />
            ) : (
              <AsRead fact={fact} readingOff={readingOff} />
            )}
            {fact.whole !== null && WRITTEN.has(fact.id) && (
              <TranslationHelp text={fact.whole} what={fact.name} />
            )}
          </Pair>
        ))}
      </Pairs>
    </Fold>
  );
}

function AsRead({ fact: { value, source, raw }, readingOff }: { fact: Fact; readingOff: boolean }) {
  return (
    <>
      {value === null ? (
        <Badge tone="quiet">{missingFact(readingOff)}</Badge>
      ) : (
        <ForeignText text={value} className="clamp-6" />
      )}
      {source !== null && (
        <p className="tiny soft">
          {m.desk_source()} <span className="number">{source}</span>
        </p>
      )}
      {raw !== null && (
        <p className="tiny soft">
          {m.desk_raw()} <ForeignText text={raw} />
        </p>
      )}
    </>
  );
}

interface CorrectableProps {
  fact: Fact & { id: CorrectableFact };
  /** What a person says it is; absent where they say nothing. */
  says: string | undefined;
  asRead: ReactNode;
  onCorrect: OnCorrect | null;
}

/** A fact as it was read, with the way to say what it is; what was read stays beside it. */
function Correctable({ fact: { id, name, value }, says, asRead, onCorrect }: CorrectableProps) {
  const [isBegun, setBegun] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // The press that began it leads here.
    if (isBegun) field.current?.select();
  }, [isBegun]);
  if (says === undefined && !isBegun) {
    return (
      <>
        {asRead}
        <Button
          kind="link"
          className="small"
          aria-label={m.desk_correct_fact({ fact: name })}
          onClick={() => setBegun(true)}
        >
          {m.desk_correct()}
        </Button>
      </>
    );
  }
  return (
    <div className="stack-small correction">
      {onCorrect === null ? (
        <p className="said">
          <Badge tone="info">{m.desk_corrected()}</Badge> <ForeignText text={says ?? ''} />
        </p>
      ) : (
        <Field label={<span className="small">{m.desk_corrected_to({ fact: name })}</span>}>
          {(control) => (
            <textarea
              {...control}
              rows={1}
              dir="auto"
              ref={field}
              // It begins as it was read: what is right of it need not be typed.
              value={typed ?? says ?? value ?? ''}
              onChange={({ target }) => {
                setTyped(target.value);
                onCorrect(id, target.value === value ? '' : target.value);
              }}
            />
          )}
        </Field>
      )}
      <div className="small soft">
        {m.desk_as_read()} {asRead}
      </div>
      {onCorrect !== null && (
        <Button
          kind="link"
          className="small"
          aria-label={m.desk_uncorrect_fact({ fact: name })}
          onClick={() => {
            setBegun(false);
            setTyped(null);
            onCorrect(id, '');
          }}
        >
          {m.desk_uncorrect()}
        </Button>
      )}
    </div>
  );
}
