import { createContext, type ReactNode, useContext } from 'react';
import { DraftFormProvider } from '../../components/draft-fields.tsx';
import type { RaidDraft } from './use-raid-draft.ts';

/** What the parts of a raid's page work on. */
interface RaidForm {
  raidId: string;
  draft: RaidDraft;
  /** The caller only reads it. */
  readOnly: boolean;
}

const Form = createContext<RaidForm | null>(null);

/** The raid of a page, for its parts and their fields. */
export function RaidFormProvider({ value, children }: { value: RaidForm; children: ReactNode }) {
  const { draft, readOnly } = value;
  return (
    <Form.Provider value={value}>
      <DraftFormProvider value={{ problem: draft.problem, readOnly }}>{children}</DraftFormProvider>
    </Form.Provider>
  );
}

/** The raid that the page is about. */
export function useRaidForm(): RaidForm {
  const form = useContext(Form);
  if (!form) throw new Error('there is no raid');
  return form;
}
