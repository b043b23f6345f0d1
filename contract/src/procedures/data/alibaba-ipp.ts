import type { ProcedureRecord } from '../record.ts';
import { alibabaIppReasons } from './alibaba-ipp-reasons.ts';
import { atMost, between, both, exactly, notFound, own, third } from './say.ts';

/** What holds for every marketplace that the IPP platform of the Alibaba group takes complaints for. */
export const alibabaIpp: ProcedureRecord = {
  overview: {
    it: {
      route: own(
        both(
          'Through the IPP platform of the Alibaba group, with an account there.',
          '通过阿里巴巴集团知识产权保护平台（IPP），使用该平台账户。',
        ),
        'ippInstructions',
      ),
    },
  },
  channels: {
    account: {
      name: own(both('IPP platform', '知识产权保护平台（IPP）'), 'ippInstructions'),
      type: own('web-account', 'ippInstructions'),
      address: own('https://ipp.alibabagroup.com', 'ippInstructions'),
      account: own('needed', 'ippInstructions'),
      maxLinks: own(
        300,
        'ippSteps',
        both(
          'One link a line, one right and one reason a request.',
          '每行一个链接，每次投诉一项权利、一个理由。',
        ),
      ),
      maxMegabytes: third(20, 'bright558', both('Said of pictures.', '针对图片而言。')),
      fileTypes: notFound(),
      maxFiles: notFound(),
      languages: own(
        ['en', 'zh'],
        'ippFaqList',
        both('What is in another language needs a translation.', '其他语言的文件需附译文。'),
      ),
      says: own(
        both(
          'One can also sign in with an account of Taobao, Tmall, AliExpress, 1688 or Alibaba.com. The form asks, in this order: marketplace, right, listing or store front, reason, links (“verify links”), reasons in words, evidence.',
          '也可使用淘宝、天猫、速卖通、1688或 Alibaba.com 账户登录。表单依次为：平台、知识产权、投诉链接类型、投诉理由、投诉链接（验证链接）、理由说明、举证证明。',
        ),
        'ippInstructions',
      ),
    },
    'newer-address': {
      name: third(both('A possible newer address of the platform', '平台可能的新地址'), 'footerCopies'),
      type: third('web-account', 'footerCopies'),
      address: third('https://ipp.aidcgroup.net/#/ippHome', 'footerCopies'),
      says: third(
        both(
          'Copies of Alibaba.com’s footer link here, and Lazada has a “new IP Protection Platform” since March 2024. What it covers was not found: ask which address serves you.',
          'Alibaba.com 页脚的副本链接至此，Lazada 自2024年3月起有“新知识产权保护平台”。未找到其覆盖范围：请确认您应使用哪个地址。',
        ),
        'tribune',
      ),
    },
    mail: {
      name: own(both('By e-mail', '电子邮件'), 'ippInstructions'),
      type: own('e-mail', 'ippInstructions'),
      address: own('ipr@alibaba-inc.com', 'ippInstructions'),
      account: own('not-needed', 'ippInstructions'),
      says: own(
        both(
          'Notice with prima facie evidence, for right holders who will go on to an authority or a court.',
          '通知及初步证据，适用于准备向主管部门投诉或向法院起诉的权利人。',
        ),
        'ippInstructions',
      ),
    },
    form: {
      name: own(both('Online form without an account', '无需账户的在线表单'), 'ippSme'),
      type: own('form', 'ippSme'),
      address: notFound(),
      account: third('closed-to-accounts', 'ustelsForm'),
      maxLinks: third(10, 'ustelsForm'),
      says: third(both('Slower than the platform.', '处理比平台慢。'), 'ustelsForm'),
    },
  },
  filer: {
    who: {
      says: own(
        both(
          'The owner of the right, or an agent with the owner’s authorisation to enforce it there.',
          '权利人，或经权利人授权在平台维权的代理人。',
        ),
        'ippFaq',
      ),
    },
    identity: {
      says: own(
        both(
          'A person: identity card, passport or driving licence. A company: business registration.',
          '个人：身份证、护照或驾驶证。企业：营业执照等登记文件。',
        ),
        'ippSme',
      ),
    },
  },
  rights: {
    it: {
      types: own(['trademark', 'copyright', 'design', 'utility', 'invention'], 'ippSme'),
      unregistered: own(
        both(
          'Copyright that is not registered: by a signed or sealed Copyright Claim Statement, not as a Word file.',
          '未登记的著作权：提交签字或盖章的著作权声明，不接受 Word 文件。',
        ),
        'servicePhotos',
      ),
      says: own(
        both(
          'An international mark that only designates China is not enough: the certificate of territorial extension is asked for.',
          '仅指定中国的国际注册商标不足够：需提供领土延伸证明。',
        ),
        'ippFaqList',
      ),
    },
  },
  targets: {
    it: {
      kinds: own(['listing', 'store'], 'ippSteps'),
      says: own(
        both(
          '“Product listing”, or “Store front” where the mark is shown on the store and not on one listing. Reasons and evidence for store fronts were not found.',
          '“商品”；标识出现在店铺而非单个商品时选“店铺”。未找到针对店铺的理由和证据要求。',
        ),
        'ippSteps',
      ),
    },
  },
  reasons: alibabaIppReasons,
  sellerSees: {
    identity: {
      says: own(
        both(
          'The complainant’s name and contact e-mail, and nothing else.',
          '仅投诉人的姓名（名称）和联系邮箱。',
        ),
        'serviceIdentity',
      ),
    },
    more: {
      says: third(
        both(
          'Guides add: the certificates of the right, the reason and a snapshot of the listing. Sellers are told to ask for withdrawal.',
          '另有指南称：还可看到权利证书、投诉理由和商品快照。卖家会被建议联系投诉人撤诉。',
        ),
        'plnmw',
      ),
    },
  },
  clocks: {
    handling: {
      event: third(both('The platform handles the complaint', '平台处理投诉'), 'ustelsIpp'),
      whose: third('marketplace', 'ustelsIpp'),
      period: third(
        atMost(3, 'calendar-days'),
        'ustelsIpp',
        both(
          'Counterfeits about 24 hours. A guide of 2026 says 1 to 2 business days, older ones 3 to 10.',
          '假货约24小时。2026年的指南称1至2个工作日，较早的称3至10日。',
        ),
      ),
      starts: third(both('When the complaint is submitted', '提交投诉之时'), 'ustelsIpp'),
    },
    'seller-first': {
      event: third(both('The seller’s first counter-notice', '卖家第一次申诉'), 'zhiyixt'),
      whose: third('seller', 'zhiyixt'),
      period: third(
        exactly(3, 'business-days'),
        'zhiyixt',
        both(
          'From 20 January 2022. The copy does not name the marketplace.',
          '自2022年1月20日起。所阅副本未注明适用站点。',
        ),
      ),
      onSilence: third(both('The chance is lost.', '视为放弃该次申诉机会。'), 'zhiyixt'),
    },
    'seller-later': {
      event: third(both('The seller’s second and third counter-notice', '卖家第二、三次申诉'), 'zhiyixt'),
      whose: third('seller', 'zhiyixt'),
      period: third(
        exactly(7, 'business-days'),
        'zhiyixt',
        both(
          'The copy prints “27”, taken as the list’s “2)” and “7”. It was 30 before.',
          '副本印作“27”，应为序号“2)”与“7”相连。此前为30。',
        ),
      ),
      onSilence: third(both('The chance is lost.', '视为放弃该次申诉机会。'), 'zhiyixt'),
    },
    'our-reply': {
      event: own(both('Answer a counter-notice that was forwarded', '答复转来的申诉'), 'ippInstructions'),
      whose: own('participant', 'ippInstructions'),
      period: notFound(
        both(
          'No official clock for the answer and no effect of silence was found.',
          '未找到官方的答复期限及逾期后果。',
        ),
      ),
      onSilence: notFound(),
    },
    'right-verification': {
      event: own(both('The platform verifies a right', '平台审核权利'), 'servicePhotos'),
      whose: own('marketplace', 'servicePhotos'),
      period: own(between(3, 5, 'business-days'), 'servicePhotos'),
    },
    'account-verification': {
      event: third(both('The platform verifies an account', '平台审核账户'), 'lawTime'),
      whose: third('marketplace', 'lawTime'),
      period: third(exactly(2, 'business-days'), 'lawTime'),
    },
  },
  answers: {
    restored: {
      outcome: own('restored', 'ippFaq'),
      says: own(
        both(
          'The listing returns if you accept the counter-notice, the platform accepts it, or you withdraw.',
          '您接受申诉、平台认定申诉成立，或您撤诉的，商品恢复。',
        ),
        'ippInstructions',
      ),
    },
    'outside-classes': {
      outcome: third('refused', 'gubaipai'),
      cause: third('category-outside-classes', 'gubaipai'),
      says: third(
        both(
          'The listing’s category is outside the classes of the certificate.',
          '商品类目不在注册证核定类别内。',
        ),
        'gubaipai',
      ),
    },
    'wrong-template': {
      outcome: third('refused', 'gubaipai'),
      cause: third('test-buy-incomplete', 'gubaipai'),
      says: third(
        both('The test-buy report is not on the template.', '购买鉴定报告未使用模板。'),
        'gubaipai',
      ),
    },
    'no-misuse': {
      outcome: third('refused', 'gubaipai'),
      cause: third('no-misuse', 'gubaipai'),
      says: third(
        both('Misuse of the mark is alleged where there is none.', '所称的商标不当使用并不存在。'),
        'gubaipai',
      ),
    },
    'genuine-goods': {
      outcome: third('refused', 'gubaipai'),
      cause: third('grey-market', 'gubaipai'),
      says: third(
        both(
          'Genuine goods sold without permission, or cheaply, are not accepted as infringement. One list names “unauthorized sales” as a reason: a conflict between sources.',
          '未经授权或低价销售正品不予受理。另有一份清单将“未经授权销售”列为理由：来源之间存在冲突。',
        ),
        'wodeAccepted',
      ),
    },
    'status-names': {
      wording: notFound(
        both(
          'The platform’s own names of statuses and refusals were not found.',
          '未找到平台自身的状态和驳回名称。',
        ),
      ),
    },
  },
  abuse: {
    malicious: {
      says: own(
        both(
          'Malicious complainants are sanctioned. No thresholds are given.',
          '对恶意投诉人予以处罚。未公布标准。',
        ),
        'ippPolicy',
      ),
    },
  },
  fastLanes: {
    'good-faith': {
      name: own(
        both('Good-faith Takedown Mechanism', '诚信投诉机制（Good-faith Takedown Mechanism）'),
        'goodFaithNotice',
        both(
          'Its official Chinese name was not found; this one is ours.',
          '未找到官方中文名称；此为本项目的译法。',
        ),
      ),
      thresholds: own(
        [
          both(
            'At least 90 % of complaints led to a takedown in three months, overall and for each reason',
            '三个月内投诉成立率不低于90%，总体及每个理由均须达到',
          ),
          both(
            'At most 5 % successful counter-notices in three months, overall and for each reason',
            '三个月内申诉成功率不高于5%，总体及每个理由均须达到',
          ),
        ],
        'goodFaithNotice',
      ),
      says: own(
        both(
          'Automatic. Priority, lower proof for some reasons, further reasons, a dashboard, a monthly call. Who leaves or drops out cannot join again for three months.',
          '自动纳入。优先处理、部分理由降低举证要求、更多理由、数据看板、每月会议。退出或被移出后三个月内不得再次加入。',
        ),
        'goodFaithFaq',
      ),
    },
    'good-faith-volume': {
      name: third(both('Volume for the Good-faith Takedown Mechanism', '该机制的数量要求'), 'snapDragon'),
      thresholds: third(
        [both('More than 100 complaints in three months', '三个月内投诉超过100件')],
        'snapDragon',
      ),
    },
  },
  registration: {
    it: {
      fields: own(
        [
          both('Place of registration', '注册地'),
          both('Name of the mark', '商标名称'),
          both('Registration number, digits only', '注册号（仅数字）'),
          both('Registrant as at the office today', '注册人（以主管机关现登记为准）'),
          both('Class or classes', '类别'),
          both('Expiry', '到期日'),
          both('Brand', '品牌'),
          both('Whether renewed, assigned or changed', '是否续展、转让或变更'),
        ],
        'ippTrademark',
      ),
      documents: own(
        [
          both(
            'Colour scan of the certificate, otherwise a signed or sealed copy',
            '注册证彩色扫描件，否则须签字或盖章的复印件',
          ),
          both('Every class page', '每一类别页'),
          both('Certificates of renewal, assignment and change', '续展、转让、变更证明'),
        ],
        'ippTrademark',
      ),
      time: own(between(3, 5, 'business-days'), 'servicePhotos'),
      says: own(
        both('One right a record. A draft can be saved.', '每条记录一项权利。可保存草稿。'),
        'ippTrademarkFaq',
      ),
    },
  },
};
