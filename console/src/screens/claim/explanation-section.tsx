import type { ClaimDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { currentLanguage, m } from '@marketsafe/words';
import { TranslationHelp } from '../../components/translation-help.tsx';

const LANGUAGES = [
  { key: 'en', lang: 'en', name: m.console_claim_explanation_en, none: m.console_claim_explanation_none_en },
  {
    key: 'zh',
    lang: 'zh-CN',
    name: m.console_claim_explanation_zh,
    none: m.console_claim_explanation_none_zh,
  },
] as const;

/** Why the listing infringes, in both languages side by side. */
export function ExplanationSection({ explanation }: { explanation: ClaimDetail['explanation'] }) {
  return (
    <Card title={m.console_claim_explanation()}>
      <div className="side-by-side">
        {LANGUAGES.map(({ key, lang, name, none }) => (
          <div key={key}>
            <h3>{name()}</h3>
            {explanation[key].trim() === '' ? (
              <p>
                <em className="soft small">{none()}</em>
              </p>
            ) : (
              <>
                <p className="said" lang={lang}>
                  {explanation[key]}
                </p>
                {lang !== currentLanguage() && <TranslationHelp text={explanation[key]} />}
              </>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
