import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '@marketsafe/contract';
import { UserError } from '../support/user-error.ts';
import { type BenchPerson, type BenchProgram, makeOrganisation } from './server-program.ts';

/** Organisations with very many claims, as they lie in the tables. */
export interface Population {
  /** Staff of the program, who see all of them. */
  staff: BenchPerson[];
  /** People of the organisation with most claims, and of one with few. */
  large: BenchPerson[];
  small: BenchPerson[];
  claims: number;
  organisations: number;
}

/** Participants; each has fewer claims than the one before. */
const ORGANISATIONS = 40;

/** Claims that are written at once. */
const AT_ONCE = 50_000;

const MAKE_CLAIMS = `
  with words as (select
    array['Nike','Adidas','Gucci','Louis Vuitton','Chanel','Dyson','LEGO','Apple','Samsung','New Balance','Puma','Fila','Levis','Zara',
      'Under Armour','The North Face','Patagonia','Makita','Bosch','Philips','Casio','Rolex','Omega','Burberry','Prada','Hermes','Fendi',
      'Coach','Supreme','Off White','Aurora','Vans','Converse','Asics','Mizuno','Salomon','Columbia','Canon','Nikon','Sony'] as brands,
    array['耐克','阿迪达斯','古驰','路易威登','香奈儿','戴森','乐高','苹果','三星','新百伦','彪马','斐乐','李维斯','飒拉','安德玛','北面','巴塔哥尼亚','牧田',
      '博世','飞利浦','卡西欧','劳力士','欧米茄','博柏利','普拉达','爱马仕','芬迪','蔻驰','潮牌','白牌','极光','范斯','匡威','亚瑟士','美津浓','萨洛蒙',
      '哥伦比亚','佳能','尼康','索尼'] as names,
    array['运动鞋','跑步鞋','手提包','单肩包','冲锋衣','羽绒服','牛仔裤','吸尘器','积木','手机壳','充电器','蓝牙耳机','手表','太阳镜','帽子','卫衣',
      '电钻','剃须刀','相机包','登山杖','瑜伽垫','保温杯','钱包','皮带','围巾','滑雪镜','睡袋','帐篷','背包','行李箱'] as goods,
    array['sneakers','running shoes','handbag','shoulder bag','shell jacket','down jacket','jeans','vacuum cleaner','building blocks',
      'phone case','charger','earphones','watch','sunglasses','cap','hoodie','drill','shaver','camera bag','trekking pole','yoga mat',
      'thermos','wallet','belt','scarf','ski goggles','sleeping bag','tent','backpack','suitcase'] as things,
    array['新款','男女同款','透气','防水','正品','原单','高仿','复刻','限量','爆款','秋冬','夏季','轻便','官方','代购','批发','一比一','专柜','潮流','户外'] as added
  ), numbered as (
    select n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
    from generate_series($2::int, $3::int) n
  ), chosen as (
    select n, f, lpad(upper(to_hex(n)), 8, '0') as code,
      1 + floor(power(a, 2.5) * 40)::int as mark, 1 + floor(power(b, 1.6) * 30)::int as thing,
      1 + floor(c * 20)::int as one, 1 + floor(d * 20)::int as two,
      1 + floor(power(e, 4) * 60000)::int as seller, 1 + floor(power(d, 3) * $4::int)::int as organisation,
      (array['taobao','tmall','aliexpress','1688','alibaba','lazada','daraz','trendyol'])[1 + floor(power(c, 2) * 8)::int] as marketplace,
      (array['in_review','removed','sent','platform_rejected','declined','approved','needs_info','acknowledged','withdrawn','duplicate','countered'])
        [1 + floor(power(b, 3) * 11)::int] as state,
      (array['unfair-trademark-use','counterfeit-features','image-theft','model-does-not-exist','design'])[1 + floor(a * b * 5)::int] as reason
    from numbered
  )
  insert into app.claims (organisation_id, claim_id, number, state, received_at, submitted_by, right_id, holder_id, reason, marketplace,
    item_id, target, explanation, declarations, tool_version, body, body_sha256, state_since, changed_at, priority, assignee, assignee_name)
  select there.organisation_id, gen_random_uuid(), 'MS-' || substr(code, 1, 4) || '-' || substr(code, 5, 4), state,
    now() - interval '720 days' + n * (interval '720 days' / $5::int), there.user_id, there.right_id, there.organisation_id, reason, marketplace,
    (600000000000 + n)::text,
    json_build_object('kind', 'listing', 'marketplace', marketplace, 'itemId', (600000000000 + n)::text,
      'canonicalUrl', 'https://item.example/' || n, 'capturedAt', '2026-01-01T00:00:00.000Z',
      'title', case when n % 3 = 0
        then concat_ws(' ', added[one], brands[mark], initcap(things[thing]), 'size', 36 + n % 10, '2026 model', code)
        else concat(added[one], brands[mark], names[mark], goods[thing], added[two], '男女', 36 + n % 10, '码') end,
      'seller', json_build_object('id', (2200000000000 + seller)::text,
        'name', case when seller % 2 = 0 then concat(names[1 + seller % 40], goods[1 + seller % 30], '专营店', seller)
          else concat(brands[1 + seller % 40], ' Official Outlet ', seller) end)),
    json_build_object(
      'en', concat('The listing shows ', brands[mark], ' ', things[thing], ' that the right holder never made; the mark stands in the title. Noted by hand: ', code),
      'zh', concat('该商品标题使用了', names[mark], '注册商标，', goods[thing], '并非权利人生产，图片来自官方网站。')),
    '{}', '"0.1.0"', '{}', encode(sha256('{}'), 'hex'),
    now() - interval '720 days' + n * (interval '720 days' / $5::int), now() - interval '720 days' + n * (interval '720 days' / $5::int),
    case when f < 0.01 then 2 when f < 0.05 then 1 else 0 end,
    case when n % 10 = 0 then ($6::uuid[])[1 + n / 10 % cardinality($6::uuid[])] end, case when n % 10 = 0 then 'Bench' end
  from chosen cross join words
  join (select * from json_to_recordset($1::json) as given (nth int, organisation_id uuid, user_id uuid, right_id uuid)) there
    on there.nth = chosen.organisation`;

const MAKE_EVIDENCE = `
  insert into app.claim_evidence (organisation_id, claim_id, position, capture_id, manifest_sha256, captured_at, files, facts, source_url)
  select organisation_id, claim_id, 0, gen_random_uuid(), repeat('0', 64), received_at,
    json_build_array(json_build_object('path', 'viewport.png', 'sha256', repeat('0', 64), 'bytes', 1, 'type', 'image/png',
      'role', 'evidentiary', 'method', 'pixels')), '{}', '""'
  from app.claims`;

const MAKE_EVENTS = `
  insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_user_id, actor_role, from_state, to_state, reason_params)
  select organisation_id, claim_id, sequence, gen_random_uuid(), received_at,
    case when sequence = 1 then submitted_by end, case when sequence = 1 then 'investigator' else 'server' end,
    case when sequence = 2 then 'received' end, case when sequence = 1 then 'received' else state end, '{}'
  from app.claims, generate_series(1, 2) sequence`;

/** Who a data folder that is kept was filled in for. */
const POPULATION = 'bench-population.json';

/** What lies in the tables already, of a data folder that was kept; fills them otherwise. */
export async function populateOnce(program: BenchProgram, claims: number): Promise<Population> {
  const file = join(program.dataFolder, POPULATION);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) {
    const population = JSON.parse(known) as Population;
    if (population.claims !== claims)
      throw new UserError(`In ${program.dataFolder} lie ${population.claims} claims, not ${claims}.`, 2);
    return population;
  }
  const population = await populate(program, claims);
  await writeFile(file, JSON.stringify(population));
  return population;
}

/** Fills the tables: handed in one by one the claims would take an hour. */
export async function populate(program: BenchProgram, claims: number): Promise<Population> {
  const { owner } = program;
  const staff = await makeOrganisation(program, peopleWith('analyst', 20));
  const made: ({ nth: number } & Awaited<ReturnType<typeof makeOrganisation>>)[] = [];
  for (let nth = 1; nth <= ORGANISATIONS; nth += 1) {
    const people = nth === 1 || nth === ORGANISATIONS / 2 ? 20 : 1;
    made.push({
      nth,
      ...(await makeOrganisation(program, peopleWith('investigator', people))),
    });
  }
  const { rows } = await owner.query<{ organisation_id: string; user_id: string }>(
    'select organisation_id, user_id from app.memberships',
  );
  const users = new Map(rows.map((row) => [row.organisation_id, row.user_id]));
  const given = made.map(({ nth, organisationId, rightId }) => ({
    ...{ nth, organisation_id: organisationId, right_id: rightId },
    user_id: users.get(organisationId) ?? randomUUID(),
  }));
  // Words of a million claims go into their index faster when it is made afterwards.
  const { rows: index } = await owner.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where schemaname = 'app' and indexname = 'claim_search_terms'",
  );
  await owner.query('drop index app.claim_search_terms');
  for (let from = 1; from <= claims; from += AT_ONCE) {
    await write(program, MAKE_CLAIMS, [
      JSON.stringify(given),
      from,
      Math.min(from + AT_ONCE - 1, claims),
      ORGANISATIONS,
      claims,
      rows.filter((row) => row.organisation_id === staff.organisationId).map((row) => row.user_id),
    ]);
  }
  await write(program, MAKE_EVIDENCE, []);
  await write(program, MAKE_EVENTS, []);
  await owner.query(index[0]?.indexdef ?? '');
  await owner.query(
    'vacuum analyze app.claims, app.claim_evidence, app.claim_events, app.claim_search, app.name_search, app.queue_numbers',
  );
  const peopleOf = (nth: number) => made[nth - 1]?.people ?? [];
  return {
    ...{ staff: staff.people, large: peopleOf(1), small: peopleOf(ORGANISATIONS / 2) },
    ...{ claims, organisations: ORGANISATIONS },
  };
}

function peopleWith(role: Role, count: number): Role[][] {
  return Array.from({ length: count }, () => [role]);
}

async function write({ owner }: BenchProgram, sql: string, values: unknown[]): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Foreign keys hold by the way in which the rows are made here; search follows as it always does.
    await client.query('alter table app.claims enable always trigger search_claims');
    await client.query('alter table app.claims enable always trigger count_queue');
    await client.query('set local session_replication_role = replica');
    await client.query(sql, values);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
