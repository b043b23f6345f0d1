import { type ReactNode, useCallback, useState } from 'react';
import { isProofNeeded } from '../../api/failure.ts';
import { ProofDialog } from './proof-dialog.tsx';

/** Somebody was asked to show again who they are, and did not. */
export class NotProven extends Error {
  override name = 'NotProven';
}

interface Proof {
  /** Does something and, where the server first wants to be shown who it is, asks for that and does it again. */
  proven: <Came>(action: () => Promise<Came>) => Promise<Came>;
  /** To be drawn: asks while it is needed. */
  dialog: ReactNode;
}

/** For what the server does only for whoever has shown of late who they are. */
export function useProof(): Proof {
  const [asked, setAsked] = useState<{ resolve: () => void; reject: (error: Error) => void } | null>(null);
  const proven = useCallback(async <Came,>(action: () => Promise<Came>): Promise<Came> => {
    try {
      return await action();
    } catch (error) {
      if (!isProofNeeded(error)) throw error;
    }
    await new Promise<void>((resolve, reject) => setAsked({ resolve, reject }));
    return action();
  }, []);
  const dialog = asked && (
    <ProofDialog
      onProven={() => {
        setAsked(null);
        asked.resolve();
      }}
      onClose={() => {
        setAsked(null);
        asked.reject(new NotProven());
      }}
    />
  );
  return { proven, dialog };
}
