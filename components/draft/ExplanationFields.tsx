import { Button, Field, FieldProblem } from '@marketsafe/looks';
import type { Explanation, Language } from './types.ts';
import { WORDS } from './words.ts';

/** From this many characters before the limit on, the count is shown. */
const NEAR_LIMIT = 500;

const LANGUAGES: readonly { language: Language; lang: string }[] = [
  { language: 'en', lang: 'en' },
  { language: 'zh', lang: 'zh-CN' },
];

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
        <p className="soft small">{WORDS.oneLanguage}</p>
        <FieldProblem problem={problem} />
      </div>
      {LANGUAGES.map(({ language, lang }) => {
        const left = explanation.limit - explanation[language].length;
        return (
          <Field
            key={language}
            id={`draft-explanation-${language}`}
            label={WORDS.explanation[language]}
            foot={
              <div className="actions explanation-foot">
                {hasReason && explanation.edited.includes(language) && (
                  <Button
                    kind="link"
                    className="small"
                    aria-describedby={`draft-explanation-${language}`}
                    onClick={() => onRestore(language)}
                  >
                    {WORDS.standing}
                  </Button>
                )}
                {left < NEAR_LIMIT && (
                  <span className="small soft" aria-live="polite">
                    {left < 0 ? WORDS.over(-left) : WORDS.left(left)}
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
