import { type ProblemName, problemName } from '@marketsafe/contract';
import { problemSentences } from '@marketsafe/words';
import type { ApiFailure } from '../api/client.ts';

/** What a refusal for good means for the user, by the problem's name. The server's own words follow. */
const REFUSALS: Partial<Record<ProblemName, string>> = {
  'bad-request': 'The program’s server could not read this report. Export it and tell the program.',
  'invalid-body': 'The program did not take this report as it stands. Edit it and finish it again.',
  'not-ready': 'The program says that something is still missing. Edit the report and finish it again.',
  forbidden: 'Your account may not send this report. Ask your manager, then retry.',
  'not-found': 'The program does not know what this report names. Edit it and finish it again.',
  'idempotency-key-reused':
    'The program already has another report under this one’s key. Edit this report and finish it again.',
  'blob-too-large':
    'A picture or page copy of this report is larger than the program takes. Capture the listing again.',
};

const OTHER_REFUSAL = 'The program refused this report. Edit it, or export it and tell the program.';

/** Why a report was refused for good and what to do, in sentences. The report itself is kept. */
export function refusalSentence(failure: Extract<ApiFailure, { kind: 'http' }>): string {
  const { problem, status } = failure;
  if (!problem) return `${OTHER_REFUSAL} (Status ${status}.)`;
  const name = problemName(problem);
  const meaning = (name && REFUSALS[name]) ?? OTHER_REFUSAL;
  return `${meaning} ${problemSentences(problem, status)}`;
}

/** Why a report waits although it may still be sent, in sentences. */
export function waitingSentence(failure: ApiFailure): string {
  switch (failure.kind) {
    case 'network':
      return 'The program’s server could not be reached. The report is kept here.';
    case 'timeout':
      return 'The program’s server did not answer in time. The report is kept here.';
    case 'garbled':
      return 'What answered did not make sense. The report is kept here.';
    case 'http':
      return httpWaitingSentence(failure);
  }
}

function httpWaitingSentence(failure: Extract<ApiFailure, { kind: 'http' }>): string {
  if (failure.status === 429) return 'The program’s server is busy and asked to wait.';
  if (failure.status === 503) return 'The program’s server is not available just now.';
  if (failure.status >= 500)
    return `The program’s server has a fault (status ${failure.status}). The report is kept here.`;
  switch (problemName(failure.problem)) {
    case 'idempotency-in-flight':
      return 'The program’s server is still working on an earlier try.';
    case 'blobs-missing':
      return 'The program’s server misses pictures of this report: they are sent again.';
    case 'device-unknown':
      return 'The program does not know this device yet: it is made known, then the report is sent again.';
    case 'blob-mismatch':
      return 'A picture arrived damaged: it is sent again.';
    default:
      return `Something else than the program’s server answered (status ${failure.status}). The report is kept here.`;
  }
}
