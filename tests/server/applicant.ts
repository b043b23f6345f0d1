import type { ApplicantKind } from '@marketsafe/contract';
import { openMailbox } from './mailbox.ts';
import { send, type TestServer } from './support.ts';

/** A small PDF. */
export const PAPER = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

/** Everything that a small brand of China writes. */
export const ORGANISATION = {
  name: 'Hangzhou Yunmu Tea Utensils Co., Ltd.',
  ownName: '杭州云木茶器有限公司',
  country: 'CN',
  number: '91330100MA2XXXXX1K',
  website: 'www.yunmu.example',
  address: '浙江省杭州市西湖区龙井路1号',
};
export const CONTACT = {
  name: '林晓',
  title: '总经理',
  managers: '',
  investigators: 'Fang@yunmu.example',
};
export const REACH = {
  brands: '云木\nYUNMU',
  marketplaces: 'taobao\n1688',
  volume: 'under-100',
  links: 'https://item.taobao.com/item.htm?id=1',
  remarks: '',
};
export const RIGHT = {
  type: 'trademark',
  mark: '云木',
  markKind: 'word',
  place: 'CN',
  number: '45678901',
  owner: '杭州云木茶器有限公司',
  niceClasses: '21, 30',
  registeredOn: '2021-03-14',
  expiresOn: '2031-03-13',
  brand: '云木',
};
export const HOLDER = {
  name: 'Aurora Outdoor AG',
  ownName: '',
  country: 'CH',
  number: 'CHE-123.456.789',
  website: '',
  email: 'legal@aurora.example',
  validFrom: '2026-01-01',
  validTo: '2099-12-31',
  powers: 'file-claims\nwithdraw',
  platforms: 'taobao\ntmall',
  authority: 'signed',
  signedName: 'A. Rora',
  signedTitle: 'Director',
};
/** The language in which the pages are asked for. */
export const CHINESE = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' };

type Fields = Readonly<Record<string, string>>;

/** Sends a form, as a browser does; fields of several choices come a line each. */
export function post(test: TestServer, path: string, fields: Fields, headers: Fields = CHINESE) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    const several = ['marketplaces', 'powers', 'platforms', 'declaration'].includes(name);
    for (const one of several ? value.split('\n') : [value]) body.append(name, one);
  }
  return send(test, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: body.toString(),
  });
}

/** A page as text. */
export async function page(test: TestServer, path: string, headers: Fields = CHINESE): Promise<string> {
  return (await send(test, path, { headers })).bytes.toString('utf8');
}

/** What a hidden field of a page holds. */
export function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}

/** A person who applies: its address, and the page to which its newest mail leads. */
export class Applicant {
  readonly #next: (email: string) => Promise<string | undefined>;
  /** The newest link that came, without a host. */
  link = '';
  readonly test: TestServer;
  readonly email: string;
  constructor(test: TestServer, email: string) {
    this.test = test;
    this.email = email;
    this.#next = openMailbox(test.dataFolder);
  }

  /** Begins. @returns the address of the page in this browser */
  async begin(kind: ApplicantKind = 'rights_holder'): Promise<string> {
    const stamp = hidden(await page(this.test, '/program/apply'), 'stamp');
    const begun = await post(this.test, '/program/apply', { stamp, kind, email: this.email, fax: '' });
    return (begun.headers.get('location') ?? '').split('?')[0] ?? '';
  }

  /** Waits for the next mail and takes its link. @returns the mail */
  async mail(): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const text = await this.#next(this.email);
      const link = /\/program\/application\/[\w-]{43}/.exec(text ?? '')?.[0];
      if (text !== undefined) {
        if (link) this.link = link;
        return text;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no mail came to ${this.email}`);
  }

  /** Saves a part, or an entry of a list under a new id. @returns the id, or what was answered */
  async save(part: string, values: Fields) {
    const shown = await page(this.test, `${this.link}/${part}`);
    const action = /action="([^"?]*)[^"]*" novalidate/.exec(shown)?.[1] ?? '';
    const answer = await post(this.test, action, { seen: hidden(shown, 'seen'), ...values });
    return { id: action.split('/').at(-1) ?? '', answer };
  }

  /** Hands a document in. */
  async file(shows: string, content = PAPER, name = 'paper.pdf') {
    const form = new FormData();
    form.append('shows', shows);
    form.append('file', new File([new Uint8Array(content)], name));
    const sent = new Response(form);
    return send(this.test, `${this.link}/files`, {
      method: 'POST',
      headers: { 'content-type': sent.headers.get('content-type') ?? '', ...CHINESE },
      body: Buffer.from(await sent.arrayBuffer()),
    });
  }

  /** Declares everything and hands in. */
  handIn() {
    return post(this.test, `${this.link}/hand-in`, {
      declaration: 'true-and-complete\nentitled\nno-misuse\nprivacy',
      signedName: '林晓',
      signedTitle: '总经理',
    });
  }

  /** From nothing to handed in, as a rights holder. @returns the id of its right */
  async apply(): Promise<string> {
    await this.begin();
    await this.mail();
    await this.save('organisation', ORGANISATION);
    await this.save('contact', CONTACT);
    await this.save('reach', REACH);
    const { id } = await this.save('right/new', RIGHT);
    await this.file('company');
    await this.file(`certificate ${id}`, Buffer.concat([PAPER, Buffer.from(id)]), 'certificate.pdf');
    const handedIn = await this.handIn();
    if (handedIn.headers.get('location')?.includes('just=moved') !== true)
      throw new Error(`not handed in: ${handedIn.bytes.toString('utf8')}`);
    await this.mail();
    return id;
  }
}

/** An application that was handed in, with a document; by SQL, as the database's owner. */
export async function addApplication(
  { owner }: Pick<TestServer, 'owner'>,
  { applicationId, fileId }: { applicationId: string; fileId: string },
): Promise<void> {
  const data = { organisation: ORGANISATION, contact: CONTACT, reach: REACH, holders: [], rights: [] };
  await owner.query(
    `insert into intake.applications (application_id, kind, language, email, state, state_since, created_at, changed_at, handed_in_at, data)
     values ($1, 'rights_holder', 'en', 'brand@holder.example', 'in_review', now(), now(), now(), now(), $2)`,
    [applicationId, JSON.stringify(data)],
  );
  await owner.query(
    `insert into intake.files (application_id, file_id, kind, name, type, bytes, sha256, content, added_at)
     values ($1, $2, 'company', 'paper.pdf', 'application/pdf', length($3::bytea), encode(sha256($3), 'hex'), $3, now())`,
    [applicationId, fileId, PAPER],
  );
}
