import type { ClaimDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';

const LANGUAGES = [
  { key: 'en', lang: 'en', name: 'English' },
  { key: 'zh', lang: 'zh-CN', name: 'Chinese' },
] as const;

/** Why the listing infringes, in both languages side by side. */
export function ExplanationSection({ explanation }: { explanation: ClaimDetail['explanation'] }) {
  return (
    <Card title="Explanation">
      <div className="side-by-side">
        {LANGUAGES.map(({ key, lang, name }) => (
          <div key={key}>
            <h3>{name}</h3>
            {explanation[key].trim() === '' ? (
              <p>
                <em className="soft small">No explanation in {name}</em>
              </p>
            ) : (
              <p className="said" lang={lang}>
                {explanation[key]}
              </p>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
