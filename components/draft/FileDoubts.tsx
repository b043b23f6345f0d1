import { Notice } from '@marketsafe/looks';
import { bilingualText, fieldLabel, formatBytes, formatList, joinTexts, m } from '@marketsafe/words';
import type { FileDoubt } from '../../utils/panel/procedure-files.ts';
import { Said } from './Told.tsx';

/** What of a draft's files its marketplace may not take. It warns, and keeps nothing from going on. */
export function FileDoubts({ marketplace, doubts }: { marketplace: string; doubts: readonly FileDoubt[] }) {
  if (doubts.length === 0) return null;
  return (
    <Notice tone="warn" urgency="status" title={m.procedure_files_title({ name: marketplace })}>
      <ul className="bullets">
        {doubts.map((doubt) => {
          const sentence = sentenceOf(doubt);
          return (
            <li key={sentence}>
              <Said told={doubt.told}>{sentence}</Said>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

function sentenceOf(doubt: FileDoubt): string {
  switch (doubt.code) {
    case 'documents':
      return m.procedure_files_documents({
        documents: joinTexts(
          doubt.told.value.map((one) => bilingualText(one)),
          'clauses',
        ),
        fields: formatList(doubt.fields.map((name) => fieldLabel(name))),
      });
    case 'many':
      return m.procedure_files_many({ count: doubt.count, most: doubt.told.value });
    case 'large':
      return m.procedure_files_large({
        ...{ name: doubt.file.name, size: formatBytes(doubt.file.bytes) },
        most: doubt.told.value,
      });
    case 'kind':
      return m.procedure_files_kind({
        name: doubt.file.name,
        kinds: formatList(doubt.told.value.map((ending) => ending.toUpperCase())),
      });
  }
}
