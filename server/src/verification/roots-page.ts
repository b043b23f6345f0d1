import { type AuditRootWords, formatUtc, LANGUAGE_NAMES, LANGUAGES, type Language } from '@marketsafe/words';
import type { ShownRoot } from './published-roots.ts';

/** The published roots as a page without scripts and styles: it is read in twenty years, too. */
export function rootsPage(roots: readonly ShownRoot[], language: Language, words: AuditRootWords): string {
  const others = LANGUAGES.filter((one) => one !== language).map(
    (one) =>
      `<a href="/audit-roots?language=${one}" hreflang="${one}" lang="${one}">${escaped(LANGUAGE_NAMES[one])}</a>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title>
</head>
<body>
<main>
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.what)}</p>
<p>${escaped(words.check)}</p>
<p><code>npm run server -- --verify-audit --roots FILE</code></p>
<p><a href="/v1/audit-roots">${escaped(words.json)}</a> · <a href="/v1/keys">${escaped(words.keys)}</a> · ${others.join(' · ')}</p>
${roots.length === 0 ? `<p>${escaped(words.none)}</p>` : tableOf(roots, language, words)}
</main>
</body>
</html>
`;
}

function tableOf(roots: readonly ShownRoot[], language: Language, words: AuditRootWords): string {
  const heads = [words.number, words.made, words.hash, words.stamped].map(
    (head) => `<th scope="col">${escaped(head)}</th>`,
  );
  const rows = roots.map(({ number, at, sha256, stamp }) => {
    const cells = [
      String(number),
      timeOf(at, language),
      `<code>${sha256}</code>`,
      stamp ? `${timeOf(stamp.at, language)} ${escaped(stamp.authority)}` : '',
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

function timeOf(at: string, language: Language): string {
  return `<time datetime="${escaped(at)}">${escaped(formatUtc(at, language))}</time>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? '');
