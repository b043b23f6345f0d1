import { emptyFields, type ReasonCode } from '@marketsafe/contract';
import { briefsOf, RELEASED_PROCEDURES } from '@marketsafe/contract/procedures';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { procedureView } from '../../../../utils/panel/procedure-view.ts';
import { keptProcedure, refreshProcedures } from '../../../../utils/reference/procedures.ts';
import { SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const VERSION = '0123456789abcdef.7';
const BRIEFS = briefsOf(RELEASED_PROCEDURES);

function refresh(stage: Stage, answer: (path: string) => Response | undefined) {
  const asked: string[] = [];
  stage.intercept = ({ path }) => {
    if (!path.startsWith('/v1/procedures')) return undefined;
    asked.push(path);
    return answer(path);
  };
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  return refreshProcedures(stage.db, call, stage.clock.now).then((result) => ({ result, asked }));
}

describe('what marketplaces ask for, on the device', () => {
  it('is kept, and asked for by its version, which brings nothing while it holds', async () => {
    const stage = await newStage();
    await refresh(stage, () => Response.json({ version: VERSION, briefs: BRIEFS }));
    expect((await keptProcedure(stage.db, 'taobao', undefined))?.links?.value).toBe(300);
    const { asked } = await refresh(stage, () => Response.json({ version: VERSION, briefs: null }));
    expect(asked).toEqual([`/v1/procedures/brief?known=${VERSION}`]);
    expect((await keptProcedure(stage.db, 'taobao', undefined))?.links?.value).toBe(300);
  });

  it('is the country site’s where there is one, otherwise the marketplace’s', async () => {
    const stage = await newStage();
    await refresh(stage, () => Response.json({ version: VERSION, briefs: BRIEFS }));
    expect((await keptProcedure(stage.db, 'daraz', 'pk'))?.site).toBe('pk');
    expect((await keptProcedure(stage.db, 'daraz', 'zz'))?.site).toBeNull();
    expect((await keptProcedure(stage.db, 'daraz', undefined))?.site).toBeNull();
  });

  it('passes over what a newer server says of marketplaces that are not known here, and fields that are not', async () => {
    const stage = await newStage();
    const [brief] = BRIEFS;
    await refresh(stage, () =>
      Response.json({
        version: VERSION,
        briefs: [{ ...brief, more: 1 }, { ...brief, marketplace: 'newer' }, null],
      }),
    );
    expect(await stage.db.reference.get('procedures')).toMatchObject({ briefs: [brief] });
  });

  it('is asked for whole where another version kept it in another form', async () => {
    const stage = await newStage();
    const row = { key: 'procedures', version: VERSION, briefs: [{ marketplace: 'taobao' }], fetchedAt: 0 };
    await stage.db.reference.put(row as never);
    expect(await keptProcedure(stage.db, 'taobao', undefined)).toBeNull();
    const { asked } = await refresh(stage, () => Response.json({ version: VERSION, briefs: BRIEFS }));
    expect(asked).toEqual(['/v1/procedures/brief']);
    expect((await keptProcedure(stage.db, 'taobao', undefined))?.links?.value).toBe(300);
  });

  it('is asked for whole where an earlier version of the extension kept less of it', async () => {
    const stage = await newStage();
    const earlier = BRIEFS.map(({ fileTypes: _, ...brief }) => brief);
    await stage.db.reference.put({
      key: 'procedures',
      version: VERSION,
      briefs: earlier,
      fetchedAt: 0,
    } as never);
    expect((await keptProcedure(stage.db, 'taobao', undefined))?.fileTypes).toBeNull();
    const { asked } = await refresh(stage, () => Response.json({ version: VERSION, briefs: earlier }));
    expect(asked).toEqual(['/v1/procedures/brief']);
    // A server from before says nothing of it: what it said is whole.
    const { asked: again } = await refresh(stage, () => Response.json({ version: VERSION, briefs: null }));
    expect(again).toEqual([`/v1/procedures/brief?known=${VERSION}`]);
  });

  it('stays as it was when the server is away, and is nothing from a server that has none', async () => {
    const stage = await newStage();
    await refresh(stage, () => Response.json({ version: VERSION, briefs: BRIEFS }));
    const { result } = await refresh(stage, () => new Response('', { status: 500 }));
    expect(result.ok).toBe(false);
    expect(await keptProcedure(stage.db, 'taobao', undefined)).not.toBeNull();
    const older = await newStage();
    await refresh(older, () => undefined);
    expect(await keptProcedure(older.db, 'taobao', undefined)).toBeNull();
  });
});

const draftOf = (reason: ReasonCode | undefined) => ({ ...emptyFields(), ...(reason && { reason }) });

describe('what a draft shows of it', () => {
  const brief = BRIEFS.find(({ marketplace }) => marketplace === 'taobao');
  const view = (reason: ReasonCode | undefined, place?: string) => {
    if (!brief) throw new Error('there is no brief of Taobao');
    return procedureView(brief, draftOf(reason), place);
  };

  it('is the marketplace’s own reason for the chosen one, or that none was chosen or found', () => {
    expect(view('test-buy').reason).toMatchObject({ wording: { value: { zh: '商标权-假货-购买鉴定' } } });
    expect(view(undefined).reason).toBe('unchosen');
    const daraz = BRIEFS.find(({ marketplace }) => marketplace === 'daraz');
    expect(daraz && procedureView(daraz, draftOf('test-buy'), 'CN')).toMatchObject({
      reason: null,
      elsewhere: null,
    });
  });

  it('warns of a right that is registered elsewhere, and of nothing where that is not known', () => {
    expect(view('test-buy', 'US').elsewhere).toMatchObject({
      value: ['CN'],
      place: 'US',
      isUnverified: false,
    });
    expect(view('test-buy', 'CN').elsewhere).toBeNull();
    expect(view('test-buy').elsewhere).toBeNull();
    const global = BRIEFS.find(({ marketplace }) => marketplace === 'tmall-global');
    expect(global && procedureView(global, draftOf(undefined), 'US').elsewhere).toBeNull();
  });
});
