import { Field } from '@marketsafe/looks';
import { LANGUAGE_NAMES, LANGUAGES, type Language, m } from '@marketsafe/words';

/** In which language somebody gets their mail. */
export function LanguageField(props: { chosen: Language; onChoose: (language: Language) => void }) {
  return (
    <Field label={m.people_invite_language()}>
      {(control) => (
        <select
          {...control}
          value={props.chosen}
          onChange={(event) => {
            const chosen = LANGUAGES.find((language) => language === event.target.value);
            if (chosen) props.onChoose(chosen);
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
