import type { AddedFile } from '@marketsafe/contract';
import { formatBytes } from '@marketsafe/words';

/** Files that stand beside what somebody wrote, each to be saved. */
export function FileList({ topicId, files }: { topicId: string; files: readonly AddedFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="plain stack-small">
      {files.map(({ sha256, name, bytes }) => (
        <li key={sha256}>
          <a href={`/v1/group/topics/${topicId}/files/${sha256}`} download={name}>
            <bdi>{name}</bdi>
          </a>{' '}
          <span className="soft small">{formatBytes(bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
