import { Button, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

interface TestBuyFillPartProps {
  /** The draft's reason asks for a test buy. */
  isAsked: boolean;
  busy: boolean;
  /** Test buys from which it can be filled; null until somebody looked. */
  options: readonly { testBuyId: string; number: string; about: string }[] | null;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onLook: () => void;
  onFill: (testBuyId: string) => void;
}

/** Fills order number and files from a test buy of the organisation. What was found, and every statement, a person says. */
export function TestBuyFillPart({ isAsked, busy, options, result, onLook, onFill }: TestBuyFillPartProps) {
  if (!isAsked) return null;
  return (
    <div className="stack-small">
      <p className="soft small">{m.testbuys_fill_about()}</p>
      <div className="actions">
        <Button size="small" busy={busy} onClick={onLook}>
          {m.testbuys_fill_look()}
        </Button>
      </div>
      {options?.length === 0 && <p>{m.testbuys_fill_none()}</p>}
      {options && options.length > 0 && (
        <ul className="plain stack-small">
          {options.map(({ testBuyId, number, about }) => (
            <li key={testBuyId} className="line">
              <span>
                <strong>{number}</strong> <span className="soft small">{about}</span>
              </span>
              <Button size="small" busy={busy} onClick={() => onFill(testBuyId)}>
                {m.testbuys_fill_from({ number })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Result result={result} />
    </div>
  );
}
