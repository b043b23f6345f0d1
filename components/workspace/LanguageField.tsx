import { Field } from '@marketsafe/looks';
import { LANGUAGE_NAMES, LANGUAGES, m } from '@marketsafe/words';

type Language = (typeof LANGUAGES)[number];
type Choice = 'browser' | Language;

interface LanguageFieldProps {
  choice: Choice;
  /** What the browser's own language comes to here. */
  browserLanguage: Language;
  onChoose: (choice: Choice) => void;
}

const CHOICES: readonly Choice[] = ['browser', ...LANGUAGES];

/** The language of everything that this extension says. Each stands there by its own name, for who cannot read the other. */
export function LanguageField({ choice, browserLanguage, onChoose }: LanguageFieldProps) {
  const nameOf = (each: Choice) =>
    each === 'browser'
      ? m.language_browser({ language: LANGUAGE_NAMES[browserLanguage] })
      : LANGUAGE_NAMES[each];
  return (
    <Field label={m.language_label()} help={<p className="soft">{m.language_help()}</p>}>
      {(control) => (
        <select
          {...control}
          value={choice}
          onChange={(event) => {
            const chosen = CHOICES.find((each) => each === event.target.value);
            if (chosen) onChoose(chosen);
          }}
        >
          {CHOICES.map((each) => (
            <option key={each} value={each} lang={each === 'browser' ? undefined : each}>
              {nameOf(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
