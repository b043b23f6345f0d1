import { m } from '@marketsafe/words';
import { FieldProblem } from './FieldProblem.tsx';
import type { Explanation, Language } from './types.ts';

/** From this many characters before the limit on, the count is shown. */
const NEAR_LIMIT = 500;

const LANGUAGES = [
  { language: 'en', lang: 'en', label: m.desk_explanation_en },
  { language: 'zh', lang: 'zh-CN', label: m.desk_explanation_zh },
] as const;

interface ExplanationFieldsProps {
  explanation: Explanation;
  problem: string | undefined;
  /** There is a standing statement that could stand here. */
  hasReason: boolean;
  onExplain: (language: Language, text: string) => void;
  onRestore: (language: Language) => void;
}

/** The explanation in both languages of the marketplaces. */
export function ExplanationFields({
  explanation,
  problem,
  hasReason,
  onExplain,
  onRestore,
}: ExplanationFieldsProps) {
  return (
    <div className="stack">
      <div className="stack-small" id="draft-explanation-help">
        <p className="soft small">{m.desk_one_language()}</p>
        <FieldProblem sentence={problem} />
      </div>
      {LANGUAGES.map(({ language, lang, label }) => {
        const left = explanation.limit - explanation[language].length;
        return (
          <div className="field" key={language}>
            <label htmlFor={`draft-explanation-${language}`}>{label()}</label>
            <textarea
              id={`draft-explanation-${language}`}
              className="input"
              lang={lang}
              value={explanation[language]}
              aria-describedby="draft-explanation-help"
              aria-invalid={left < 0 || problem !== undefined}
              onChange={(event) => onExplain(language, event.target.value)}
            />
            <div className="actions explanation-foot">
              {hasReason && explanation.edited.includes(language) && (
                <button
                  type="button"
                  className="button button-link small"
                  aria-describedby={`draft-explanation-${language}`}
                  onClick={() => onRestore(language)}
                >
                  {m.desk_standing()}
                </button>
              )}
              {left < NEAR_LIMIT && (
                <span className="small soft" aria-live="polite">
                  {left < 0 ? m.desk_over({ count: -left }) : m.desk_left({ count: left })}
                </span>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}
