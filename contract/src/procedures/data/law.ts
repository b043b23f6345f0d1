import type { ProcedureRecord } from '../record.ts';
import { atMost, both, exactly, inferred, law, notFound, remembered, third } from './say.ts';

/** What the law of mainland China says of notices to marketplaces. */
export const lawOfChina: ProcedureRecord = {
  filer: {
    'law-identity': {
      says: law(
        both(
          'The notice must also say who the right holder really is; so must the seller’s statement.',
          '通知还应包含权利人的真实身份信息；网络用户（卖家）的声明也应包含真实身份信息。',
        ),
        'civilCode',
      ),
    },
  },
  notice: {
    'law-evidence': {
      says: law(
        both(
          'The notice must contain prima facie evidence of the infringement.',
          '通知应当包括构成侵权的初步证据。',
        ),
        'ecl',
      ),
    },
  },
  sellerSees: {
    'law-forwarded': {
      says: law(
        both(
          'The platform takes measures and forwards the notice to the seller.',
          '平台采取必要措施，并将该通知转送平台内经营者。',
        ),
        'ecl',
      ),
    },
    'law-published': {
      says: law(
        both(
          'The platform makes notices, the sellers’ statements and the results public.',
          '平台应当公示收到的通知、声明及处理结果。',
        ),
        'ecl',
      ),
    },
  },
  clocks: {
    'complaint-or-suit': {
      event: law(
        both(
          'After the seller’s statement of non-infringement: complain to an authority or sue, and tell the platform',
          '卖家提交不存在侵权行为的声明后：向主管部门投诉或者向法院起诉，并通知平台',
        ),
        'ecl',
      ),
      whose: law('participant', 'ecl'),
      period: law(exactly(15, 'calendar-days'), 'ecl'),
      starts: law(
        both('When the forwarded statement reaches the right holder', '转送的声明到达权利人之时'),
        'ecl',
      ),
      onSilence: law(both('The platform ends its measures.', '平台应当及时终止所采取的措施。'), 'ecl'),
    },
    'complaint-or-suit-extension': {
      event: law(
        both(
          'The same, delayed by notarisation or legalisation outside one’s control',
          '同上，因办理公证、认证手续等客观原因而延误',
        ),
        'spc2020',
      ),
      whose: law('participant', 'spc2020'),
      period: law(atMost(20, 'business-days'), 'spc2020'),
      onSilence: law(both('The platform ends its measures.', '平台应当及时终止所采取的措施。'), 'ecl'),
    },
  },
  rebuttals: {
    'law-statement': {
      says: law(
        both(
          'A statement that nothing is infringed, with prima facie evidence; it is forwarded to the right holder.',
          '提交不存在侵权行为的声明及初步证据；平台将其转送权利人。',
        ),
        'ecl',
      ),
    },
  },
  abuse: {
    'law-wrong-notice': {
      says: law(
        both(
          'A wrong notice that harms the seller makes liable; a malicious one makes liable for double. An error in good faith may be excused.',
          '因通知错误造成卖家损害的，依法承担民事责任；恶意发出错误通知的，加倍承担赔偿责任。善意的错误可以免责。',
        ),
        'ecl',
      ),
    },
    'law-malicious-statement': {
      says: law(
        both(
          'A malicious statement of a seller can bring punitive damages.',
          '卖家恶意提交声明的，可适用惩罚性赔偿。',
        ),
        'spc2020',
      ),
    },
  },
  law: {
    'e-commerce-law': {
      says: law(
        both(
          'E-Commerce Law, articles 42 to 45, and Civil Code, articles 1195 and 1196.',
          '《电子商务法》第四十二至四十五条，《民法典》第一千一百九十五、一千一百九十六条。',
        ),
        'ecl',
        both('The copy that was read is of April 2025.', '所阅文本为2025年4月的版本。'),
      ),
    },
    draft: {
      says: remembered(
        both(
          'A draft of 2021 would change articles 42 and 43: check whether it has become law.',
          '2021年的修改草案拟修改第四十二、四十三条：请核实是否已生效。',
        ),
      ),
    },
  },
};

/** What the law of the European Union says. */
export const lawOfEurope: ProcedureRecord = {
  filer: {
    'law-anybody': {
      says: law(
        both(
          'Anybody may send a notice, electronically and without an account.',
          '任何人都可以通过电子方式提交通知，无需账户。',
        ),
        'dsa16',
      ),
    },
  },
  notice: {
    'law-reasons': {
      says: law(both('Why the content is illegal, with substance', '说明内容违法的充分理由'), 'dsa16'),
    },
    'law-address': {
      says: law(
        both(
          'The exact URL or URLs, and what else identifies the content',
          '确切的网址，以及识别该内容的其他信息',
        ),
        'dsa16',
      ),
    },
    'law-name': {
      says: law(both('Name and e-mail address of who sends it', '提交人的姓名和电子邮箱'), 'dsa16'),
    },
    'law-good-faith': {
      says: law(
        both(
          'A statement of the belief in good faith that the notice is accurate and complete',
          '声明善意相信通知中的信息准确且完整',
        ),
        'dsa16',
      ),
    },
  },
  sellerSees: {
    'law-identity': {
      says: law(
        both(
          'Who sent the notice, where it is needed to judge the illegality, “such as” in cases of intellectual property: treat it as visible.',
          '为判断是否违法所需时（例如知识产权案件），会披露通知人身份：应视为对方可见。',
        ),
        'dsaRecital54',
      ),
    },
  },
  clocks: {
    'internal-complaint': {
      event: third(
        both(
          'Complain to the platform about its decision, free of charge',
          '就平台的决定向平台提出免费的内部申诉',
        ),
        'akos',
      ),
      whose: third('participant', 'akos'),
      period: third(
        exactly(6, 'months'),
        'akos',
        both('At least: platforms may give longer.', '至少如此：平台可给予更长期限。'),
      ),
      starts: third(both('When the decision with its reasons arrives', '收到附理由的决定之时'), 'akos'),
      onSilence: third(both('The decision stands.', '决定维持不变。'), 'akos'),
    },
  },
  answers: {
    'law-reasoned': {
      says: third(
        both(
          'The platform gives its decision with reasons to who sent the notice and to the seller.',
          '平台应向通知人和卖家发出附理由的决定。',
        ),
        'akos',
      ),
    },
  },
  abuse: {
    'law-suspension': {
      says: law(
        both(
          'After a warning, notices of those who frequently send manifestly unfounded ones are no longer handled for a time. Number, share, gravity and intent count.',
          '经警告后，对经常提交明显无根据通知者，暂停处理其通知。考虑数量、比例、严重程度和意图。',
        ),
        'dsa23',
      ),
    },
  },
  law: {
    dsa: {
      says: law(both('Digital Services Act, articles 16 and 23.', '《数字服务法》第16条和第23条。'), 'dsa16'),
    },
    'dsa-17': {
      says: notFound(both('The wording of article 17 was not found.', '未找到第17条的条文。')),
    },
  },
};

/** What the law of Türkiye says. Its regulation was read in the forms of platforms that copy it, and in law firms' notes. */
export const lawOfTurkey: ProcedureRecord = {
  channels: {
    'internal-system': {
      name: third(
        both(
          'The platform’s internal communication system (dahili iletişim sistemi)',
          '平台内部通信系统（dahili iletişim sistemi）',
        ),
        'petstok',
      ),
      type: third('internal-system', 'petstok'),
    },
    notary: {
      name: third(both('Notary', '公证'), 'petstok'),
      type: third('notary', 'petstok'),
    },
    kep: {
      name: third(both('Registered e-mail (KEP)', '注册电子邮件（KEP）'), 'petstok'),
      type: third('registered-e-mail', 'petstok'),
      address: notFound(both('The marketplace’s KEP address was not found.', '未找到该平台的 KEP 地址。')),
    },
  },
  rights: {
    it: {
      places: inferred(
        ['TR'],
        null,
        both(
          'The certificate that a notice must hold is the Turkish office’s: a right that is registered elsewhere only does not fit.',
          '通知须附土耳其局的证书：仅在其他地方登记的权利不符合要求。',
        ),
      ),
    },
  },
  notice: {
    certificate: {
      says: third(
        both(
          'Certificate of the Türk Patent office, bandrol form, or activity document of a collecting society',
          '土耳其专利商标局（Türk Patent）证书、bandrol 表格或集体管理组织的活动文件',
        ),
        'petstok',
      ),
    },
    person: {
      says: third(
        both(
          'Name, T.C. identity number, address, e-mail and, if there is one, KEP; of a company its title, address and so on; of an agent both, with proof of authority',
          '姓名、土耳其身份号码（T.C.）、地址、邮箱及 KEP（如有）；公司则为名称、地址等；代理人须两者兼备并附授权证明',
        ),
        'petstok',
        both(
          'What a foreigner gives in place of the identity number was not found.',
          '未找到外国人以何代替身份号码。',
        ),
      ),
    },
    reasons: { says: third(both('Reasons and evidence', '理由和证据'), 'petstok') },
    address: { says: third(both('The internet address', '网址'), 'petstok') },
    liability: {
      says: third(
        both('A declaration of liability for what is untrue', '对不实内容承担责任的声明'),
        'birilan',
      ),
    },
  },
  clocks: {
    removal: {
      event: third(both('Remove the listing and tell both sides', '下架商品并通知双方'), 'moroglu'),
      whose: third('marketplace', 'moroglu'),
      period: third(atMost(48, 'hours'), 'moroglu'),
      starts: third(both('When a complete notice arrives', '收到完整通知之时'), 'moroglu'),
    },
    objection: {
      event: third(both('The seller’s objection (itiraz)', '卖家的异议（itiraz）'), 'birilan'),
      whose: third('seller', 'birilan'),
      period: notFound(both('No deadline was found.', '未找到期限。')),
    },
    republication: {
      event: third(
        both('Publish the listing again where the objection holds', '异议成立时重新上架'),
        'turkishLawBlog',
      ),
      whose: third('marketplace', 'turkishLawBlog'),
      period: remembered(atMost(24, 'hours')),
      starts: third(both('When a complete objection arrives', '收到完整异议之时'), 'turkishLawBlog'),
    },
  },
  rebuttals: {
    objection: {
      says: third(
        both(
          'Name and authority, reasons and evidence, invoices that prove original goods and the chain back to the owner, and a signed declaration of liability',
          '姓名及授权、理由和证据、证明正品及其来源链直至权利人的发票，以及签署的责任声明',
        ),
        'birilan',
      ),
    },
  },
  answers: {
    incomplete: {
      outcome: third('needs-more', 'petstok'),
      says: third(
        both(
          'An incomplete notice is not processed; one platform tells the filer what is missing.',
          '不完整的通知不予处理；有平台会告知投诉人缺少什么。',
        ),
        'birilan',
      ),
    },
  },
  penalties: {
    platform: {
      class: third(
        both('Fine on the platform, not on the seller', '对平台（而非卖家）的罚款'),
        'turkishLawBlog',
      ),
      says: third(
        both(
          '10,000 to 100,000 Turkish lira for each breach (2022): for not removing, or for publishing again or not publishing again wrongly.',
          '每次违规罚款 10,000 至 100,000 土耳其里拉（2022 年数额）：未下架，或错误地重新上架或不重新上架。',
        ),
        'turkishLawBlog',
      ),
    },
  },
  law: {
    'law-6563': {
      says: third(
        both(
          'Law 6563, article 9, as amended by Law 7416, in force since 1 January 2023; Regulation in the Official Gazette of 29 December 2022, no. 32058, articles 12 to 14.',
          '第 6563 号法律第 9 条（经第 7416 号法律修订，2023 年 1 月 1 日生效）；2022 年 12 月 29 日第 32058 号官方公报所载条例第 12 至 14 条。',
        ),
        'turkishLawBlog',
        both('The regulation’s own text was not found.', '未找到该条例原文。'),
      ),
    },
  },
};
