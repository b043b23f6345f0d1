import { LANGUAGES, type Language, m } from '../../words/src/index.ts';

/** What of the manifest follows the browser's language, by the name that the manifest has for it. */
const TEXTS = {
  description: m.manifest_description,
  commandCapture: m.toolbar_menu_capture,
  commandWholePage: m.toolbar_menu_whole_page,
  commandNotInfringing: m.toolbar_command_not_infringing,
  commandWatch: m.toolbar_command_watch,
  commandUndo: m.toolbar_command_undo,
};

function messagesOf(language: Language): string {
  const entries = Object.entries(TEXTS).map(([name, text]) => [
    name,
    { message: text({}, { locale: language }) },
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

/** The browser's own files of texts, made from the catalogues, as the build takes them. */
export function manifestLocales(): { relativeDest: string; contents: string }[] {
  return LANGUAGES.map((language) => ({
    relativeDest: `_locales/${language.replace('-', '_')}/messages.json`,
    contents: messagesOf(language),
  }));
}
