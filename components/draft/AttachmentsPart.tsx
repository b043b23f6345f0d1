import type { AskedFiles } from '@marketsafe/contract';
import { Fold } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { AskedFilesField } from './AskedFilesField.tsx';
import type { AskedEdits, PictureUrls } from './types.ts';

interface AttachmentsPartProps extends Pick<AskedEdits, 'onAttach' | 'onDetach'> {
  attachments: AskedFiles;
  urls: PictureUrls;
}

/** Files for the program beside what the reason asks for. Whatever is dropped or pasted elsewhere on the page comes here, too. */
export function AttachmentsPart({ attachments, ...rest }: AttachmentsPartProps) {
  return (
    <Fold
      card
      summaryId="draft-attachments"
      summary={m.desk_attachments({ count: attachments.files.length })}
    >
      <AskedFilesField
        {...rest}
        field={attachments}
        id={`draft-field-${attachments.name}`}
        problem={undefined}
        takesAll
      />
    </Fold>
  );
}
