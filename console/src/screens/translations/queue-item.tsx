import './translations.css';
import { MAX_TRANSLATED, type WaitingTranslation } from '@marketsafe/contract';
import { Badge, Button, Card, Field, useAnnounce } from '@marketsafe/looks';
import { languageName, m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '../../api/client.ts';
import { TRANSLATIONS } from '../../api/translation-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** One text that waits for a translator, with what helps. */
export function QueueItem({ waiting }: { waiting: WaitingTranslation }) {
  const { translationId, text, target, machineDraft, memory, terms } = waiting;
  const announce = useAnnounce();
  const client = useQueryClient();
  const [result, setResult] = useState('');
  const [empty, setEmpty] = useState(false);
  const give = useMutation({
    mutationFn: () => put(`${TRANSLATIONS}/${translationId}/result`, { text: result.trim() }),
    onSuccess: async () => {
      announce(m.translation_given());
      await client.invalidateQueries({ queryKey: ['translations'] });
    },
  });
  const helped = machineDraft !== null || memory.length > 0 || terms.length > 0;
  return (
    <Card title={m.translation_into({ language: languageName(target) })}>
      <div className={helped ? 'translation-item' : undefined}>
        <div className="stack">
          <p className="said" dir="auto">
            {text}
          </p>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              setEmpty(result.trim() === '');
              if (result.trim() !== '') give.mutate();
            }}
          >
            <Field label={m.translation_result()} problem={empty ? m.translation_needed() : null}>
              {(control) => (
                <textarea
                  {...control}
                  lang={target}
                  maxLength={MAX_TRANSLATED}
                  value={result}
                  onChange={(event) => setResult(event.target.value)}
                />
              )}
            </Field>
            {give.error && <FailureNotice error={give.error} />}
            <div className="actions">
              <Button kind="main" type="submit" busy={give.isPending}>
                {m.translation_give()}
              </Button>
            </div>
          </form>
        </div>
        {helped && (
          <div className="stack translation-aids">
            {machineDraft !== null && (
              <div className="stack-small">
                <Badge tone="warn">{m.translation_draft()}</Badge>
                <p className="said" lang={target}>
                  {machineDraft}
                </p>
                <Button size="small" onClick={() => setResult(machineDraft)}>
                  {m.translation_start()}
                </Button>
              </div>
            )}
            {memory.length > 0 && (
              <section>
                <h3>{m.translation_memory()}</h3>
                <ul className="plain">
                  {memory.map(({ text: before, result: of, similarity }) => (
                    <li key={`${before} ${of}`} className="stack-small">
                      <span className="soft small">
                        {similarity === 1
                          ? m.translation_same()
                          : m.translation_like({ percent: Math.floor(100 * similarity) })}
                      </span>
                      <span className="soft" dir="auto">
                        {before}
                      </span>
                      <span lang={target}>{of}</span>
                      <Button size="small" onClick={() => setResult(of)}>
                        {m.translation_start()}
                      </Button>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {terms.length > 0 && (
              <section>
                <h3>{m.translation_terms()}</h3>
                <ul className="plain">
                  {terms.map(({ en, zh, source }) => (
                    <li key={`${en} ${zh}`}>
                      {m.translation_term({ en, zh })}{' '}
                      <span className="soft small">{m.translation_source({ source })}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}
