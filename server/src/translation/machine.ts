import { z } from 'zod';

/** How long the machine may take, in milliseconds. */
const PATIENCE = 10_000;

const answer = z.object({ translatedText: z.string().min(1).max(20_000) });

/** Drafts translations by a machine. */
export interface Machine {
  /** @returns the draft, or null where the machine gave none */
  draft(text: string, target: string): Promise<string | null>;
}

/** A machine that speaks LibreTranslate's `POST /translate`. It is given the text alone. */
export function openMachine(url: string, onProblem: (error: unknown, message: string) => void): Machine {
  const address = new URL('translate', url.endsWith('/') ? url : `${url}/`);
  return {
    async draft(text, target) {
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            q: text,
            source: 'auto',
            target: target === 'zh-CN' ? 'zh' : target,
            format: 'text',
          }),
          signal: AbortSignal.timeout(PATIENCE),
          redirect: 'error',
        });
        if (!response.ok) throw new Error(`it answered ${response.status}`);
        return answer.parse(await response.json()).translatedText;
      } catch (error) {
        onProblem(error, 'no machine draft of a translation');
        return null;
      }
    },
  };
}
