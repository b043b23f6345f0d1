import { channel } from 'node:diagnostics_channel';

/** A statement that is on its way to the database. Of its text nothing is told but its first word: transactions begin with ids of people. */
export interface Statement {
  verb: string;
  /** Set by whoever follows it: hears of its end, with the error where there was one. */
  ended?: (error: unknown) => void;
}

/** Tells of every statement, where somebody listens. Without a listener it costs nothing. */
export const STATEMENTS = channel('marketsafe:statement');

const VERBS: ReadonlySet<string> = new Set([
  ...['select', 'insert', 'update', 'delete', 'with'],
  ...['begin', 'commit', 'rollback', 'set', 'copy'],
]);

type Query = (...args: unknown[]) => unknown;

/** Runs a statement, and tells of it where somebody listens. */
export function followed(send: Query, text: unknown, rest: unknown[]): unknown {
  if (!STATEMENTS.hasSubscribers) return send(text, ...rest);
  const statement: Statement = { verb: verbOf(text) };
  STATEMENTS.publish(statement);
  const last = rest.at(-1);
  if (typeof last === 'function') {
    const heard = (error: unknown, ...results: unknown[]) => {
      statement.ended?.(error);
      last(error, ...results);
    };
    return send(text, ...rest.slice(0, -1), heard);
  }
  const answer = send(text, ...rest);
  if (answer instanceof Promise) {
    answer.then(
      () => statement.ended?.(null),
      (error: unknown) => statement.ended?.(error),
    );
  }
  return answer;
}

function verbOf(given: unknown): string {
  const text = typeof given === 'string' ? given : ((given as { text?: unknown } | null)?.text ?? '');
  const [word = ''] = /^\s*([a-z]+)/i.exec(String(text))?.slice(1) ?? [];
  return VERBS.has(word.toLowerCase()) ? word.toLowerCase() : 'other';
}
