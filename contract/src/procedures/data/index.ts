import type { ProcedureBook } from '../record.ts';
import { alibaba } from './alibaba.ts';
import { alibaba1688 } from './alibaba-1688.ts';
import { alibabaIpp } from './alibaba-ipp.ts';
import { aliexpress } from './aliexpress.ts';
import { daraz, darazSites } from './daraz.ts';
import { goofish } from './goofish.ts';
import { lawOfChina, lawOfEurope, lawOfTurkey } from './law.ts';
import { lazada, lazadaSites } from './lazada.ts';
import { miravia } from './miravia.ts';
import { taobao } from './taobao.ts';
import { tmall, tmallGlobal } from './tmall.ts';
import { trendyol } from './trendyol.ts';

/** What this release knows of procedures. What the program changed stands above it. */
export const RELEASED_PROCEDURES: ProcedureBook = {
  'law-cn': lawOfChina,
  'law-eu': lawOfEurope,
  'law-tr': lawOfTurkey,
  'alibaba-ipp': alibabaIpp,
  alibaba,
  aliexpress,
  '1688': alibaba1688,
  taobao,
  tmall,
  'tmall-global': tmallGlobal,
  goofish,
  lazada,
  'lazada-th': lazadaSites.th,
  'lazada-ph': lazadaSites.ph,
  daraz,
  'daraz-pk': darazSites.pk,
  'daraz-bd': darazSites.bd,
  'daraz-lk': darazSites.lk,
  'daraz-np': darazSites.np,
  'daraz-mm': darazSites.mm,
  trendyol,
  miravia,
};
