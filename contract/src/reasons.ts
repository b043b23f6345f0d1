/** Reason codes of a claim. The marketplace's own codes are mapped when the packet is built. */
export const REASON_CODES = [
  'counterfeit-features',
  'model-does-not-exist',
  'test-buy',
  'unfair-trademark-use',
  'image-theft',
  'artwork-or-text',
  'invention-or-utility',
  'design',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const RIGHT_TYPES = ['trademark', 'copyright', 'design', 'utility', 'invention'] as const;
export type RightType = (typeof RIGHT_TYPES)[number];

/** One reason: the rights it rests on, how much it discloses, and the program's standing bilingual statement, which goes out word for word. */
export interface Reason {
  code: ReasonCode;
  rightTypes: readonly RightType[];
  /** 0 discloses nothing beyond public data; higher reveals more of how the holder recognises fakes. */
  disclosure: 0 | 1 | 2;
  statement: { en: string; zh: string };
}

/** Ordered so that the reason disclosing least comes first. It is offered first; nobody's reason is chosen for them. */
export const REASONS: readonly Reason[] = [
  {
    code: 'model-does-not-exist',
    rightTypes: ['trademark'],
    disclosure: 0,
    statement: {
      en: 'The product offered in this listing bears the registered trademark, but neither the trademark owner nor any licensee has ever made a product of this model. It is therefore a counterfeit.',
      zh: '该商品使用了注册商标，但商标权人及其被许可人从未生产过该型号的产品，因此该商品为假冒商品。',
    },
  },
  {
    code: 'unfair-trademark-use',
    rightTypes: ['trademark'],
    disclosure: 0,
    statement: {
      en: 'The listing uses the registered trademark prominently in its title or pictures without authorisation, which is likely to mislead buyers about the origin of the goods.',
      zh: '该商品在标题或图片中未经授权突出使用注册商标，容易使消费者对商品来源产生误认。',
    },
  },
  {
    code: 'image-theft',
    rightTypes: ['copyright'],
    disclosure: 0,
    statement: {
      en: 'The listing shows photographs taken from the rights holder without permission. The rights holder owns the copyright in these photographs.',
      zh: '该商品未经许可使用了权利人拍摄的图片，权利人对该图片享有著作权。',
    },
  },
  {
    code: 'artwork-or-text',
    rightTypes: ['copyright'],
    disclosure: 0,
    statement: {
      en: 'The listing reproduces a registered work of the rights holder without permission.',
      zh: '该商品未经许可复制了权利人已登记的作品。',
    },
  },
  {
    code: 'design',
    rightTypes: ['design'],
    disclosure: 0,
    statement: {
      en: 'The overall appearance of the product in this listing is identical or similar to the registered design and it is offered without the owner’s permission.',
      zh: '该商品的整体外观与已登记的外观设计相同或近似，且未经权利人许可销售。',
    },
  },
  {
    code: 'invention-or-utility',
    rightTypes: ['invention', 'utility'],
    disclosure: 1,
    statement: {
      en: 'The product in this listing has every technical feature of at least one independent claim of the patent, identical or equivalent, and it is offered without the owner’s permission.',
      zh: '该商品包含专利至少一项独立权利要求的全部技术特征（相同或等同），且未经权利人许可销售。',
    },
  },
  {
    code: 'test-buy',
    rightTypes: ['trademark'],
    disclosure: 1,
    statement: {
      en: 'The product was bought from this listing and examined by the rights holder, who found it to be counterfeit.',
      zh: '权利人从该商品链接购买了商品并进行鉴定，确认其为假冒商品。',
    },
  },
  {
    code: 'counterfeit-features',
    rightTypes: ['trademark'],
    disclosure: 2,
    statement: {
      en: 'The goods shown in this listing differ from genuine goods in colour, material or shape. They are counterfeit.',
      zh: '该商品图片所示商品在颜色、材质或形状上与正品存在差异，为假冒商品。',
    },
  },
];

/** The reasons that a right of this type can carry, least disclosing first. */
export function reasonsFor(rightType: RightType): readonly Reason[] {
  return REASONS.filter((reason) => reason.rightTypes.includes(rightType));
}

/** Looks a reason up by its code. */
export function reasonByCode(code: ReasonCode): Reason {
  const reason = REASONS.find((candidate) => candidate.code === code);
  if (!reason) throw new Error(`no reason ${code}`);
  return reason;
}
