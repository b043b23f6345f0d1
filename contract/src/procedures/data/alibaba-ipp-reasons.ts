import type { Item } from '../record.ts';
import { both, inferred, notFound, own, remembered, third } from './say.ts';

/**
 * Reasons of the IPP platform as far as they were found, those that the program has first. No complete official list was found: a reason that
 * does not stand here may exist.
 */
export const alibabaIppReasons: Readonly<Record<string, Item<'reasons'>>> = {
  'counterfeit-features': {
    code: own('counterfeit-features', 'ippCounterfeitEn'),
    wording: own({ en: 'Trademark: Counterfeit Features', zh: '商标权-假货-真假对比' }, 'ippCounterfeitZh'),
    documents: own(
      [
        both(
          'Pictures of the genuine and the listed product from the same angle, annotated',
          '真品与被投诉商品同角度对比图，并作标注',
        ),
        both('A text that names each point that decides', '逐点说明判断依据的文字'),
      ],
      'ippCounterfeitZh',
    ),
    reveals: inferred(both('How genuine goods are told from fakes.', '真伪的鉴别要点。'), 'ippCounterfeitZh'),
  },
  'model-does-not-exist': {
    code: own('model-does-not-exist', 'ippCounterfeitEn'),
    wording: own(
      { en: 'This model or type does not exist', zh: null },
      'ippCounterfeitEn',
      both(
        'Sellers call it 未生产售假; the official Chinese name was not found.',
        '卖家称之为“未生产售假”；未找到官方中文名称。',
      ),
    ),
    documents: own(
      [
        both(
          'That the mark is used on a model that neither owner nor licensee ever made',
          '说明商标被用于权利人及被许可人从未生产的型号',
        ),
      ],
      'ippCounterfeitEn',
    ),
    reveals: inferred(both('Only that the model was never made.', '仅透露该型号从未生产。')),
    says: third(
      both(
        'Sellers rebut it with bar code, official site, flagship store or catalogue: check that the model is in none of them.',
        '卖家会以条形码、官网、旗舰店或产品目录反驳：请核实该型号确未出现于其中。',
      ),
      'xxsskk',
    ),
  },
  'test-buy': {
    code: own('test-buy', 'ippTestBuy'),
    wording: own({ en: 'Test buy', zh: '商标权-假货-购买鉴定' }, 'ippTestBuy'),
    documents: own(
      [
        both('The order number: one order is one complaint', '订单号：一个订单对应一次投诉'),
        both(
          'The report on the platform’s template, signed or sealed by the right holder',
          '使用平台模板的鉴定报告，由权利人签字或盖章',
        ),
      ],
      'ippTestBuy',
    ),
    reveals: inferred(
      both('Who bought: the order number names the buyer.', '购买者身份：订单号可对应到买家。'),
      'ippTestBuy',
    ),
  },
  'unfair-use': {
    code: own('unfair-trademark-use', 'ippUnfairUse'),
    wording: own({ en: 'Trademark: Unfair Use of Registered Trademark', zh: null }, 'ippUnfairUse'),
    documents: own(
      [
        both(
          'The mark is prominent on the page and identical to the registration',
          '商标在页面突出显示且与注册商标一致',
        ),
        both(
          'Not where it is only on the goods, its colour differs, or it is used to describe',
          '仅出现在商品本身、颜色不同或属描述性使用的不适用',
        ),
      ],
      'ippUnfairUse',
    ),
    reveals: inferred(
      both('Nothing beyond what the page and the register show.', '不超出页面和注册簿所示内容。'),
    ),
  },
  'image-theft': {
    code: own('image-theft', 'ippImageTheft'),
    wording: own({ en: null, zh: '著作权-不当-盗用图片' }, 'ippImageTheft'),
    documents: own(
      [
        both('The identical picture in the listing', '商品中的相同图片'),
        both('The unedited original shot', '未经修改的原图'),
        both('Shots of the same shoot (套图) or behind the scenes (花絮图)', '同组套图或花絮图'),
      ],
      'ippImageTheft',
    ),
    reveals: inferred(
      both(
        'Unpublished shots, and who took them where they say it.',
        '未公开的照片，以及照片中可能载明的拍摄者。',
      ),
    ),
  },
  'artwork-or-text': {
    code: third('artwork-or-text', 'crsrw'),
    wording: third({ en: null, zh: '著作权-不当-美术文字作品侵权' }, 'crsrw'),
    documents: third(
      [
        both('Registration of the work', '作品登记证书'),
        both('Specimen', '作品样本'),
        both('Proof of publication', '发表证明'),
      ],
      'crsrw',
    ),
    reveals: inferred(both('The registered work.', '已登记的作品。')),
  },
  design: {
    code: third('design', 'wodeAccepted'),
    wording: third({ en: null, zh: '外观设计' }, 'wodeAccepted'),
    documents: third(
      [
        both('Certificate', '专利证书'),
        both(
          'Evaluation report (专利权评价报告) for those filed since 1 January 2010 (Taobao)',
          '专利权评价报告（申请日在2010年1月1日以后的，淘宝）',
        ),
      ],
      'wodeAccepted',
    ),
    reveals: inferred(both('The registered design.', '已授权的外观设计。')),
  },
  'invention-or-utility': {
    code: third('invention-or-utility', 'wodeAccepted'),
    wording: third({ en: null, zh: '实用新型/发明' }, 'wodeAccepted'),
    documents: third(
      [
        both('Certificate', '专利证书'),
        both(
          'Evaluation report (专利权评价报告) for utility models filed since 1 January 2010 (Taobao)',
          '实用新型的专利权评价报告（申请日在2010年1月1日以后的，淘宝）',
        ),
        both('Table of the claim’s features and the product’s', '权利要求技术特征与产品特征对比表'),
      ],
      'wodeAccepted',
    ),
    reveals: inferred(
      both('How the owner reads the patent’s claims on the product.', '权利人对权利要求的解读。'),
    ),
  },
  'obscured-mark': {
    code: third('none', 'tft'),
    wording: third({ en: 'obscured trademark', zh: '遮挡商标(售假)' }, 'tft'),
    documents: notFound(),
    says: third(
      both('The seller must show the original pictures and an authorisation.', '卖家须提供原图和授权。'),
      'newsflash',
    ),
  },
  'seller-admits': {
    code: third('none', 'newsflash'),
    wording: remembered({ en: 'seller’s self-admission', zh: '卖家自认' }),
    documents: remembered([both('Record of the chat', '聊天记录')]),
  },
  'counterfeit-logos': {
    code: third('none', 'newsflash'),
    wording: third({ en: 'use of counterfeit logos', zh: null }, 'newsflash'),
    documents: notFound(),
  },
  'keyword-abuse': {
    code: third('none', 'newsflash'),
    wording: third({ en: 'keyword abuse', zh: null }, 'newsflash'),
    documents: notFound(),
  },
  'improper-use': {
    code: third('none', 'newsflash'),
    wording: third({ en: 'improper use of another’s mark', zh: null }, 'newsflash'),
    documents: notFound(),
  },
};
