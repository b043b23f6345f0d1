import { MAX_TRANSLATED, type Translation } from '@marketsafe/contract';
import { Badge, Button, languageOf, useAnnounce } from '@marketsafe/looks';
import { currentLanguage, m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { put } from '../api/client.ts';
import { TRANSLATIONS, translationsQuery } from '../api/translation-queries.ts';
import { FailureNotice } from './failure-notice.tsx';

/** Beside a text that may be in another language: asks for it in the reader's, and shows what has come of that. */
export function TranslationHelp({ text }: { text: string }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const target = currentLanguage();
  const asked = useQuery(translationsQuery).data?.translations.find(
    (one) => one.text === text.trim() && one.target === target,
  );
  const ask = useMutation({
    mutationFn: () => put(`${TRANSLATIONS}/${crypto.randomUUID()}`, { text: text.trim(), target }),
    onSuccess: async () => {
      await client.invalidateQueries(translationsQuery);
      announce(m.translation_asked());
    },
  });
  if (asked) return <TranslationText translation={asked} />;
  if (text.trim() === '' || text.trim().length > MAX_TRANSLATED) return null;
  // What is in the reader's own script needs no help; Latin letters do not tell whose language they are.
  if (target === 'zh-CN' && languageOf(text) === 'zh') return null;
  return (
    <div className="stack-small">
      <Button kind="link" className="small" busy={ask.isPending} onClick={() => ask.mutate()}>
        {m.translation_ask()}
      </Button>
      {ask.error && <FailureNotice error={ask.error} />}
    </div>
  );
}

/** What has come of a request: a person's translation, or else the machine's, which says what it is. */
export function TranslationText({ translation }: { translation: Translation }) {
  const { result, machineDraft, target } = translation;
  if (result !== null) {
    return (
      <div className="stack-small">
        <Badge tone="good">{m.translation_human()}</Badge>
        <p className="said" lang={target}>
          {result}
        </p>
      </div>
    );
  }
  return (
    <div className="stack-small">
      <p className="soft small">{m.translation_asked()}</p>
      {machineDraft !== null && (
        <>
          <Badge tone="warn">{m.translation_draft()}</Badge>
          <p className="said" lang={target}>
            {machineDraft}
          </p>
          <p className="soft small">{m.translation_machine()}</p>
        </>
      )}
    </div>
  );
}
