import { Button, FieldProblem } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { TranslationHelp } from '../translation/TranslationHelp.tsx';
import { DeskKey } from './DeskKey.tsx';
import type { Explanation, Language } from './types.ts';

const LANGUAGES = [
  { language: 'en', lang: 'en', label: m.desk_in_english, key: 3, other: 'zh' },
  { language: 'zh', lang: 'zh-CN', label: m.desk_in_chinese, key: 4, other: 'en' },
] as const;

/** From this many characters before the limit on, the count is shown. */
const NEAR_LIMIT = 500;

interface ExplanationFieldsProps {
  explanation: Explanation;
  problem: string | undefined;
  onExplain: (language: Language, text: string) => void;
  /** Takes the standing statement over in each of these languages. */
  onStatement: (languages: readonly Language[]) => void;
}

/** The explanation in both languages of the marketplaces. */
export function ExplanationFields({ explanation, problem, onExplain, onStatement }: ExplanationFieldsProps) {
  const { offered } = explanation;
  const isEmpty = explanation.en === '' && explanation.zh === '';
  return (
    <fieldset className="field explanation">
      <legend>{m.desk_explanation()}</legend>
      {offered.length > 0 && (
        <Button kind="link" className="small explanation-standing" onClick={() => onStatement(offered)}>
          {m.desk_standing()}
        </Button>
      )}
      <div className="stack-small" id="draft-explanation-help">
        {isEmpty && <p className="soft tiny">{m.desk_one_language()}</p>}
        <FieldProblem problem={problem} />
      </div>
      {LANGUAGES.map(({ language, lang, label, key, other }) => {
        const left = explanation.limit - explanation[language].length;
        const id = `draft-explanation-${language}`;
        return (
          <div key={language} className="explanation-language">
            <label htmlFor={id} className="small">
              {label()} <DeskKey number={key} />
            </label>
            <textarea
              id={id}
              className="input"
              rows={2}
              lang={lang}
              value={explanation[language]}
              // Both languages share one help and one problem.
              aria-describedby="draft-explanation-help"
              aria-invalid={left < 0 || problem !== undefined}
              aria-keyshortcuts={`Alt+${key}`}
              onChange={(event) => onExplain(language, event.target.value)}
            />
            {left < NEAR_LIMIT && (
              <span className="small soft" aria-live="polite">
                {left < 0 ? m.desk_over({ count: -left }) : m.desk_left({ count: left })}
              </span>
            )}
            <TranslationHelp
              text={explanation[language]}
              what={label()}
              target={other === 'zh' ? 'zh-CN' : 'en'}
              // What somebody has written there is not written over.
              {...(explanation[other] === '' && { onTake: (text: string) => onExplain(other, text) })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
