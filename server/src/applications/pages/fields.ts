import {
  type ApplicationField,
  type ApplicationPart,
  applicationFields,
  entriesOf,
  isPlaceOfRegistration,
} from '@marketsafe/contract';
import {
  applicationFault,
  applicationFieldHelp,
  applicationFieldName,
  applicationOptionName,
  type Language,
  m,
  placeName,
} from '@marketsafe/words';
import { attributes, type Html, html, type Part } from './html.ts';

/** What is wrong with fields, by their names, as sentences. */
export type Wrong = ReadonlyMap<string, string>;

/** What was found to be wrong, as sentences of a language. */
export function wrongOf(
  part: ApplicationPart,
  faults: readonly { field: string; fault: Parameters<typeof applicationFault>[0]; most: number }[],
  language: Language,
): Wrong {
  return new Map(
    faults.map(({ field, fault, most }) => [
      field,
      applicationFault(fault, { most, field: applicationFieldName(part, field, language) }, language),
    ]),
  );
}

/** Says above a form what is wrong in it, with a way to each field, and takes the focus. */
export function wrongNotice(wrong: Wrong, language: Language): Html | null {
  if (wrong.size === 0) return null;
  return html`<div class="notice tone-bad" role="alert" tabindex="-1" autofocus>
<p class="notice-title">${m.application_wrong({ count: wrong.size }, { locale: language })}</p>
<ul class="dots">${[...wrong].map(([name, sentence]) => html`<li><a href="#f-${name}">${sentence}</a></li>`)}</ul>
</div>`;
}

/** A label with its control, what helps and what is wrong with it. */
export function labelled(
  given: { name: string; label: string; help?: string | null; wrong?: string | undefined; group?: boolean },
  control: (about: Html) => Part,
): Html {
  const { name, label, help = null, wrong } = given;
  const described = [help === null ? '' : `h-${name}`, wrong === undefined ? '' : `w-${name}`].filter(
    Boolean,
  );
  const about = attributes({
    ...(given.group === true ? {} : { id: `f-${name}`, name, class: 'input' }),
    'aria-describedby': described.join(' ') || null,
    'aria-invalid': wrong === undefined || given.group === true ? null : 'true',
  });
  const beside = html`${help !== null && html`<p class="small soft" id="h-${name}">${help}</p>`}
${wrong !== undefined && html`<p class="field-problem" id="w-${name}">${wrong}</p>`}`;
  if (given.group === true)
    return html`<fieldset class="field" id="f-${name}" tabindex="-1"${about}><legend>${label}</legend>${beside}${control(html``)}</fieldset>`;
  return html`<div class="field"><label for="f-${name}">${label}</label>${beside}${control(about)}</div>`;
}

/** Every field of a part, with what stands in it. */
export function partFields<Part_ extends ApplicationPart>(
  part: Part_,
  values: Readonly<Record<string, string>>,
  wrong: Wrong,
  language: Language,
): Html[] {
  return applicationFields(part).map((field) => one(part, field, values[field.name] ?? '', wrong, language));
}

function one(
  part: ApplicationPart,
  field: ApplicationField,
  value: string,
  wrong: Wrong,
  language: Language,
): Html {
  const { name, kind, needed, options, most } = field;
  const t = { locale: language };
  const plain = applicationFieldName(part, name, language);
  const label = needed ? plain : m.application_optional({ field: plain }, t);
  const given = {
    ...{ name, label, help: applicationFieldHelp(part, name, language), wrong: wrong.get(name) },
    group: kind === 'choices',
  };
  return labelled(given, (about) => {
    switch (kind) {
      case 'text':
      case 'lines':
      case 'links':
        return html`<textarea${about} rows="4">
${value}</textarea>`;
      case 'choices': {
        const chosen = entriesOf(value);
        return html`<div class="checks">${options.map(
          (option) =>
            html`<label class="check"><input class="check-box" type="checkbox" name="${name}" value="${option}"${attributes(
              { checked: chosen.includes(option) },
            )}>${applicationOptionName(name, option, language)}</label>`,
        )}</div>`;
      }
      case 'choice':
        return select(
          about,
          options,
          value,
          (option) => applicationOptionName(name, option, language),
          language,
        );
      case 'place':
        return select(
          about,
          placesIn(language, name === 'country'),
          value,
          (code) => placeName(code, language),
          language,
        );
      default: {
        const type = { email: 'email', day: 'date', 'past-day': 'date' }[kind as string] ?? 'text';
        const inputmode = kind === 'website' ? 'url' : null;
        // No bound in the browser: a text that is cut off unseen is lost, one that is too long is told of.
        return html`<input${about}${attributes({ type, value, inputmode, autocomplete: field.autocomplete ?? (most > 0 ? 'off' : null) })}>`;
      }
    }
  });
}

/** A choice of one, which nothing chooses but a person. */
export function select(
  about: Html,
  options: readonly string[],
  value: string,
  nameOf: (option: string) => string,
  language: Language,
): Html {
  return html`<select${about}><option value="">${m.application_choose({}, { locale: language })}</option>${options.map(
    (option) =>
      html`<option value="${option}"${attributes({ selected: option === value })}>${nameOf(option)}</option>`,
  )}</select>`;
}

const places = new Map<string, readonly string[]>();
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions of Unicode's list that are neither a country nor an office. */
const NO_PLACES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB']);

/** Every country, and every office of several countries besides, by its name in a language; none by a code of the past. */
function placesIn(language: Language, countriesAlone: boolean): readonly string[] {
  const key = `${language} ${countriesAlone}`;
  const known = places.get(key);
  if (known) return known;
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const compare = new Intl.Collator(language).compare;
  const made = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => isPlaceOfRegistration(code) && !NO_PLACES.has(code))
    .filter((code) => new Intl.Locale(`und-${code}`).region === code)
    .filter((code) => !countriesAlone || REGIONS.of(code) !== undefined)
    .sort((one, other) => compare(placeName(one, language), placeName(other, language)));
  places.set(key, made);
  return made;
}

/** Reads a part from what a form sent: each field as text, those with several choices a line each. */
export function readPart(part: ApplicationPart, body: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    applicationFields(part).map(({ name, kind }) => {
      const sent = body.getAll(name).map((text) => text.replace(/\r\n?/g, '\n').trim());
      return [name, kind === 'choices' ? sent.filter(Boolean).join('\n') : (sent[0] ?? '')];
    }),
  );
}
