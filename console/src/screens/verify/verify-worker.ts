import '../../no-eval.ts';
import { verifyPackage } from '@marketsafe/evidence';
import type { VerifyAnswer, VerifyQuestion } from './messages.ts';

function say(answer: VerifyAnswer): void {
  self.postMessage(answer);
}

// Checks in a thread of its own, so that the page stays usable and can end it. The file is read piece by piece.
self.addEventListener('message', ({ data }: MessageEvent<VerifyQuestion>) => {
  verifyPackage(data.file, {
    ...data.options,
    onProgress: (done, of) => say({ state: 'running', done, of }),
  }).then((verdict) => say({ state: 'done', verdict }));
});
