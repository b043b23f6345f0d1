import { Button, Field, FieldProblem } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Explanation, Language } from './types.ts';

const LANGUAGES = [
  { language: 'en', lang: 'en', label: m.desk_explanation_en },
  { language: 'zh', lang: 'zh-CN', label: m.desk_explanation_zh },
] as const;

const STATEMENTS = { en: m.desk_standing_en, zh: m.desk_standing_zh } as const;

/** From this many characters before the limit on, the count is shown. */
const NEAR_LIMIT = 500;

interface ExplanationFieldsProps {
  explanation: Explanation;
  problem: string | undefined;
  onExplain: (language: Language, text: string) => void;
  onStatement: (language: Language) => void;
}

/** The explanation in both languages of the marketplaces. */
export function ExplanationFields({ explanation, problem, onExplain, onStatement }: ExplanationFieldsProps) {
  return (
    <div className="stack">
      <div className="stack-small" id="draft-explanation-help">
        <p className="soft small">{m.desk_one_language()}</p>
        <FieldProblem problem={problem} />
      </div>
      {LANGUAGES.map(({ language, lang, label }) => {
        const left = explanation.limit - explanation[language].length;
        return (
          <Field
            key={language}
            id={`draft-explanation-${language}`}
            label={label()}
            foot={
              <div className="actions explanation-foot">
                {explanation.offered.includes(language) && (
                  <Button kind="link" className="small" onClick={() => onStatement(language)}>
                    {STATEMENTS[language]()}
                  </Button>
                )}
                {left < NEAR_LIMIT && (
                  <span className="small soft" aria-live="polite">
                    {left < 0 ? m.desk_over({ count: -left }) : m.desk_left({ count: left })}
                  </span>
                )}
              </div>
            }
          >
            {(control) => (
              <textarea
                {...control}
                lang={lang}
                value={explanation[language]}
                // Both languages share one help and one problem.
                aria-describedby="draft-explanation-help"
                aria-invalid={left < 0 || problem !== undefined}
                onChange={(event) => onExplain(language, event.target.value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
