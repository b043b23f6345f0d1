import {
  APPLICATION_FILE_KINDS,
  APPLICATION_FILES,
  type ApplicationData,
  type ApplicationFile,
} from '@marketsafe/contract';
import { applicationFileKindName, formatBytes, type Language, m, placeName } from '@marketsafe/words';
import { labelled, select } from './fields.ts';
import { type Html, html } from './html.ts';
import { notice, type PageContext, wholePage } from './layout.ts';

/** What a document can be said to show: one choice for kind and thing, so that nobody ties a certificate to a holder. */
export function fileChoices(data: ApplicationData, language: Language): { value: string; name: string }[] {
  return APPLICATION_FILE_KINDS.flatMap((kind) => {
    const name = applicationFileKindName(kind, language);
    const t = { locale: language };
    const about = (of: string) =>
      m.application_gap({ where: name, fault: of || m.application_unnamed({}, t) }, t);
    if (kind === 'certificate')
      return data.rights.map(({ id, values }) => ({
        value: `${kind} ${id}`,
        name: about(
          [values.mark, values.place && placeName(values.place, language), values.number]
            .filter(Boolean)
            .join(' '),
        ),
      }));
    if (kind === 'mandate')
      return data.holders.map(({ id, values }) => ({
        value: `${kind} ${id}`,
        name: about(values.name),
      }));
    return [{ value: kind, name }];
  });
}

/** What a document shows, by what was chosen when it came. */
function fileAbout(data: ApplicationData, file: ApplicationFile, language: Language): string {
  const value = file.about === null ? file.kind : `${file.kind} ${file.about}`;
  return (
    fileChoices(data, language).find((one) => one.value === value)?.name ??
    applicationFileKindName(file.kind, language)
  );
}

/** Documents that are there, each with a way to open it and, while that is open, to take it away. */
export function fileList(
  { language, query }: PageContext,
  home: string,
  { data, files, open }: { data: ApplicationData; files: readonly ApplicationFile[]; open: boolean },
): Html {
  const t = { locale: language };
  if (files.length === 0) return html`<p class="soft">${m.application_files_none({}, t)}</p>`;
  return html`<ul class="tasks">${files.map(
    (
      file,
    ) => html`<li><span><a href="${home}/files/${file.fileId}">${file.name}</a> <span class="small soft">${fileAbout(data, file, language)} · ${formatBytes(file.bytes, language)}</span></span>
${open && html`<form method="post" action="${home}/files/${file.fileId}/removal${query}"><button class="button button-small button-danger" type="submit" aria-label="${m.application_file_remove_of({ name: file.name }, t)}">${m.application_file_remove({}, t)}</button></form>`}</li>`,
  )}</ul>`;
}

/** The page on which documents are handed in, one at a time: each is there, whole, once its page comes back. */
export function filesPage(
  page: PageContext,
  given: {
    home: string;
    data: ApplicationData;
    files: readonly ApplicationFile[];
    chosen: string;
    problem: string | null;
    added: boolean;
    /** Only who opened the mail hands documents in. */
    confirmed: boolean;
  },
): string {
  const { language, query } = page;
  const { home, data, files, chosen, problem, added, confirmed } = given;
  const t = { locale: language };
  const choices = fileChoices(data, language);
  const form = html`<form class="card stack" method="post" enctype="multipart/form-data" action="${home}/files${query}" novalidate>
${labelled(
  { name: 'shows', label: m.application_file_shows({}, t), help: m.application_file_shows_help({}, t) },
  (about) =>
    select(
      about,
      choices.map(({ value }) => value),
      chosen,
      (value) => choices.find((one) => one.value === value)?.name ?? value,
      language,
    ),
)}
${labelled(
  {
    name: 'file',
    label: m.application_file({}, t),
    help: m.application_file_help({ most: formatBytes(APPLICATION_FILES.bytes, language) }, t),
    wrong: problem ?? undefined,
  },
  (about) => html`<input${about} type="file" accept=".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/*">`,
)}
<button class="button button-main" type="submit">${m.application_file_add({}, t)}</button>
</form>`;
  return wholePage(
    page,
    m.application_files({}, t),
    html`<p><a href="${home}${query}">${m.application_back({}, t)}</a></p>
<h1>${m.application_files({}, t)}</h1>
${problem !== null && notice('bad', problem, null, true)}
${added && notice('good', m.application_file_added({}, t), null, true)}
<p>${m.application_files_about({}, t)}</p>
${fileList(page, home, { data, files, open: true })}
${confirmed ? form : notice('warn', m.application_files_confirm({}, t))}`,
  );
}
