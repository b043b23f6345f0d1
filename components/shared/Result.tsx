import { Notice } from './Notice.tsx';

interface ResultProps {
  result: { tone: 'good' | 'bad'; sentence: string } | null;
}

/** What the last action came to. The region is always there, so that screen readers announce what appears in it. */
export function Result({ result }: ResultProps) {
  return <div role="status">{result && <Notice tone={result.tone}>{result.sentence}</Notice>}</div>;
}
