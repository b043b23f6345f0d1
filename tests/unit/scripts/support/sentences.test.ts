import { describe, expect, test } from 'vitest';
import { sentenceBreaches, sentencesInCode } from '../../../../scripts/support/sentences.ts';

function linesFound(text: string): number[] {
  return sentencesInCode('file.tsx', text).map((breach) => Number(breach.split(':')[1]));
}

describe('sentences in code', () => {
  test('the rooms that must hold none hold none', () => {
    expect(sentenceBreaches()).toEqual([]);
  });

  test('text of an element is found, however short, and an attribute that is read out', () => {
    expect(linesFound('const a = <b>\nSave\n</b>;')).toEqual([1]);
    expect(linesFound('const a = <b aria-label="Close" className="wide card of notes">{x}</b>;')).toEqual([
      1,
    ]);
    expect(linesFound('const a = <b>{" "}·{x}</b>;')).toEqual([]);
  });

  test('a sentence in a string or a template is found, in either language', () => {
    expect(linesFound("const A = 'The report is kept.';")).toEqual([1]);
    expect(linesFound(`const a = (n) =>\n\`\${n} files were left here\`;`)).toEqual([2]);
    expect(linesFound("const A = '已提交';")).toEqual([1]);
  });

  test('codes, addresses and what only developers and logs read are none', () => {
    expect(linesFound("const A = 'not-ready';\nconst B = 'card wide';\nimport 'a b c d';")).toEqual([]);
    expect(linesFound("throw new UserError('no such file in here');")).toEqual([]);
    expect(linesFound("throw new ReaderGone('the reader went away');")).toEqual([]);
    expect(linesFound("scope.leftJoin('app.memberships as actor', on);")).toEqual([]);
    expect(linesFound("request.log.error({ err }, 'the request has failed');")).toEqual([]);
    expect(linesFound("const A = 'system-ui,Noto Sans SC,sans-serif';")).toEqual([]);
    expect(linesFound("element.closest('input, textarea, select');")).toEqual([]);
  });
});
