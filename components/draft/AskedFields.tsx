import type { AskedView } from '@marketsafe/contract';
import { AskedFilesField } from './AskedFilesField.tsx';
import { AskedTableField } from './AskedTableField.tsx';
import { AskedTextField } from './AskedTextField.tsx';
import { ConsentCheck } from './ConsentCheck.tsx';
import type { AskedEdits, PictureUrls } from './types.ts';

interface AskedFieldsProps extends AskedEdits {
  asked: readonly AskedView[];
  urls: PictureUrls;
  problemOf: (fieldId: string) => string | undefined;
}

/** What only the chosen reason asks for, each field with its editor and, where it needs one, the consent to its going out. */
export function AskedFields({ asked, ...rest }: AskedFieldsProps) {
  return asked.map((field) => (
    <div key={field.name} className="stack-small asked-field">
      <Editor field={field} {...rest} />
      {field.consented !== null && (
        <ConsentCheck
          name={field.name}
          given={field.consented}
          onConsent={(given) => rest.onConsent(field.name, given)}
        />
      )}
    </div>
  ));
}

function Editor({ field, problemOf, ...rest }: Omit<AskedFieldsProps, 'asked'> & { field: AskedView }) {
  const id = `draft-field-${field.name}`;
  const shared = { id, problem: problemOf(id) };
  switch (field.editor) {
    case 'text':
      return <AskedTextField field={field} {...shared} onField={rest.onField} />;
    case 'files':
      return (
        <AskedFilesField
          field={field}
          {...shared}
          urls={rest.urls}
          onAttach={rest.onAttach}
          onDetach={rest.onDetach}
        />
      );
    case 'table':
      return <AskedTableField field={field} {...shared} onField={rest.onField} />;
  }
}
