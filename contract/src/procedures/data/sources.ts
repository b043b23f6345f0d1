import type { ProcedureSource } from '../sourced.ts';

const IPP = 'https://ipp.alibabagroup.com/';
const IPP_PAGE = `${IPP}infoContent.htm?skyWindowUrl=`;
const LAWS = 'https://github.com/LawRefBook/Laws';

// Pure, so that a bundle that looks no source up holds none.
/* @__NO_SIDE_EFFECTS__ */
function page(title: string, address: string | null, date: string | null = null): ProcedureSource {
  return { title, address, date };
}

/**
 * Every page that a value of the release was read in, once. `title` says whose page it is and, where that is known, what it is called; `date` is
 * the day that the page itself gives, or that its rule begins on.
 */
export const SOURCES = {
  // Laws
  ecl: page('中华人民共和国电子商务法', LAWS, '2018-08-31'),
  civilCode: page('中华人民共和国民法典 侵权责任编', LAWS, '2020-05-28'),
  spc2020: page('最高人民法院关于涉网络知识产权侵权纠纷几个法律适用问题的批复', LAWS, '2020'),
  dsa16: page(
    'Digital Services Act, Article 16',
    'https://www.eu-digital-services-act.com/Digital_Services_Act_Article_16.html',
    '2022-10',
  ),
  dsa23: page(
    'Digital Services Act, Article 23',
    'https://cms-digitallaws.com/?p=1252&post_type=page',
    '2022-10',
  ),
  dsaRecital54: page(
    'Digital Services Act, Recital 54',
    'https://www.cms-digitallaws.com/en/dsa/recital-54/',
    '2022-10',
  ),
  akos: page(
    'akos-rs.si: complaint against the decision of an online platform provider',
    'https://akos-rs.si/en/digital-services/explore/for-service-users/complaint-against-the-decision-of-an-online-platform-provider',
  ),
  turkishLawBlog: page(
    'What’s new in the amended e-commerce law for IP',
    'https://turkishlawblog.com/insights/detail/whats-new-in-the-amended-e-commerce-law-for-ip',
  ),
  moroglu: page(
    'Moroğlu Arseven: violations of IP rights on e-commerce platforms have been regulated for the first time',
    'https://www.morogluarseven.com/news-and-publications/the-violations-of-industrial-and-intellectual-property-rights-on-e-commerce-platforms-have-been-regulated-for-the-first-time/',
  ),
  petstok: page(
    'petstok.pet: complaint form after the regulation',
    'https://www.petstok.pet/fsek-sikayet-basvuru-politikasi',
  ),
  birilan: page(
    'birilanver.com: complaint and objection forms after the regulation',
    'https://www.yardim.birilanver.com/fikri-ve-sinai-mulkiyet-hakki-ihlaline-yonelik-sikayet-basvuru-esaslari/',
  ),

  // The IPP platform
  ippInstructions: page('Alibaba IPP: Instructions', `${IPP}instruction/en.htm`),
  ippFaq: page('Alibaba IPP: FAQ', `${IPP}faq/en.htm`),
  ippPolicy: page('Alibaba IPP: Policy', `${IPP}policy/en.htm`),
  ippSme: page('Alibaba IPP: Contact us', `${IPP}ippContent.htm?skyWindowUrl=contact-us-sme-info`),
  ippSteps: page('Alibaba IPP: How to submit a complaint', `${IPP_PAGE}uc/sc/faq/cmpt-t-o-htstc/en`),
  ippFaqList: page('Alibaba IPP: list of questions', `${IPP_PAGE}uc/sc/faq-list/en`),
  ippTrademark: page(
    'Alibaba IPP: How to submit a trademark',
    `${IPP_PAGE}uc/sc/knowledge/ipr-t-o-htstir/en`,
  ),
  ippTrademarkFaq: page(
    'Alibaba IPP: questions on registering a trademark',
    `${IPP_PAGE}uc/sc/faq/ipr-t-o-ofatro/en`,
  ),
  ippCounterfeitZh: page(
    'Alibaba IPP：商标权-假货-真假对比',
    `${IPP_PAGE}faq/complaint/ipp/trademark/Counterfeit-02-cn`,
  ),
  ippCounterfeitEn: page(
    'Alibaba IPP: Trademark – Counterfeit Features',
    `${IPP_PAGE}faq/complaint/reason/trademark-counterfeit-03cf-en`,
  ),
  ippUnfairUse: page(
    'Alibaba IPP: Trademark – Unfair Use of Registered Trademark',
    `${IPP_PAGE}faq/complaint/reason/trademark-unfair-09uu-en`,
  ),
  ippTestBuy: page('Alibaba IPP: Test buy', `${IPP_PAGE}uc/sc/faq/cmpt-t-t-c-tb/en`),
  ippImageTheft: page(
    'Alibaba IPP：著作权-不当-盗用图片',
    `${IPP_PAGE}faq/complaint/ipp/copyright-Counterfeit-03-cn`,
  ),
  ippAlibabaRules: page('Alibaba IPP: rules of Alibaba.com', `${IPP_PAGE}rules/cn-alibaba`, '2022-02-24'),
  goodFaithNotice: page('Alibaba IPP: Good-faith Takedown Mechanism', `${IPP_PAGE}ipp/gftm/notice_en`),
  goodFaithFaq: page(
    'Alibaba IPP: Good-faith Takedown Mechanism, FAQ',
    `${IPP_PAGE}ipp/gftm/faq_en`,
    '2021-12-28',
  ),
  footerCopies: page('Copies of Alibaba.com’s page footer in public code', null, '2024'),
  tribune: page(
    'Daily Tribune: Stakeholders move to protect consumers’, merchants’ intellectual rights',
    'https://tribune.net.ph/2024/03/13/stakeholders-move-to-protect-consumers-merchants-intellectual-rights',
    '2024-03-13',
  ),
  ustelsForm: page(
    'USTELS: Alibaba IP takedown webform',
    'https://ustels.com/resources/guides/alibaba-ip-takedown-webform/',
  ),
  ustelsIpp: page(
    'USTELS: Alibaba IPP platform',
    'https://ustels.com/resources/guides/alibaba-ipp-platform/',
  ),
  redPoints: page('redpoints.com: guide to Alibaba', 'https://www.redpoints.com/?p=40620', '2026'),
  snapDragon: page(
    'snapdragon-ip.com: Alibaba good faith program',
    'https://snapdragon-ip.com/alibaba-good-faith-program/',
  ),
  zhiyixt: page('zhiyixt.com', 'http://www.zhiyixt.com/article/104', '2022-01-20'),
  bright558: page('558idc.com', 'http://news.558idc.com/287238.html'),
  plnmw: page('plnmw.com', 'http://www.plnmw.com/PatentSearch/kducipdlll.html'),
  eckey: page('eckey.cn', 'http://www.eckey.cn/news/79994.html'),
  newsflash: page('newsflash.city', 'https://newsflash.city/2402/8e88a387105ade3e.html', '2024-02'),
  wodeAccepted: page('wodefinance.com (1)', 'http://wodefinance.com/Trademarkinquiry/zltmscwubz.html'),
  wodePenalty: page('wodefinance.com (2)', 'http://wodefinance.com/Trademarkinquiry/xsktugwhjh.html'),
  tft: page('tftnews.com', 'https://tftnews.com/news80962'),
  crsrw: page('crsrw.com', 'http://crsrw.com/zhishichanquanbaohu/18403.html'),
  xxsskk: page('xxsskk.cn', 'https://xxsskk.cn/?p=13827'),
  gubaipai: page('gubaipai.com', 'http://www.gubaipai.com/dianshang/4116.html'),

  // Alibaba.com, AliExpress, 1688
  serviceIdentity: page(
    'Alibaba.com: identity of the complainant',
    'https://service.alibaba.com/buyer/faq_detail/20729163.htm',
  ),
  servicePhotos: page(
    'Alibaba.com: picture copyright and verification',
    'https://service.alibaba.com/buyer/faq_detail/20451704.htm',
  ),
  rule11004944: page('Alibaba.com rule 11004944', 'https://rule.alibaba.com/rule/detail/11004944.htm'),
  rule4154: page('Alibaba.com rule 4154', 'http://rule.alibaba.com/rule/detail/4154.htm', '2015'),
  legalMove: page(
    'legal.alibaba.com: AliProtect has moved',
    'https://legal.alibaba.com/index.htm',
    '2018-12',
  ),
  afris: page(
    'afrispress.com',
    'https://afrispress.com/rules-for-enforcement-action-against-non-compliance/',
  ),
  ssop15271: page('ssopdot.com 15271', 'https://ssopdot.com/blog/15271.html'),
  ssop16374: page('ssopdot.com 16374', 'https://ssopdot.com/blog/16374.html'),
  aliexpressRisk: page(
    'AliExpress: Systemic risks under the DSA, 2025',
    'https://github.com/OpenTermsArchive/dsa-reports-versions',
    '2025',
  ),
  aliexpress2015: page(
    'AliExpress: IPR penalties',
    'https://activities.aliexpress.com/adcms/help-aliexpress-com/ipr_penalty.php',
    '2015',
  ),
  marqvision: page(
    'MarqVision: AliExpress IP takedown guide',
    'https://www.marqvision.com/blog/aliexpress-ip-takedown-counterfeit-guide',
  ),
  pinpai: page('pinpaiweishi.com: copy of 1688’s rule', 'http://www.pinpaiweishi.com/news/96.html'),
  law1688: page('falvjieda.com (1688)', 'https://falvjieda.com/falvyuanzhu/tr51scfv5f.html', '2015'),

  // Taobao, Tmall, Goofish
  taobaoNotice: page('Copy of Taobao’s legal notice in public code', null),
  lawAppeal: page('falvjieda.com (1)', 'https://falvjieda.com/falvzhishi/enem5px44p.html'),
  lawWait: page('falvjieda.com (2)', 'https://falvjieda.com/lvshidaquan/nfvilprskf.html'),
  lawTime: page('falvjieda.com (3)', 'https://falvjieda.com/falvyuanzhu/ppbxcxclu9.html'),
  law157329: page('157329.com', 'http://157329.com/trademarkquery/eptaykmxfq.html'),
  aikai: page('收到侵权投诉后下一步如何操作？', 'http://www.aikaitao.com/ask/收到侵权投诉后下一步如何操作？'),
  mdj: page('mdjfcetyy.org.cn', 'http://www.mdjfcetyy.org.cn/fjlch659', '2015-01-01'),
  rouseStrikes: page(
    'Rouse: Demystifying Alibaba’s three-strike policy',
    'https://www.mondaq.com/china/trademark/1171744/demystifying-alibabas-three-strike-policy-how-to-have-ip-infringers-banned',
  ),
  wuyou: page('51shenzhen.com', 'http://51shenzhen.com/industry/101.html', '2017'),
  tmallQuestions: page(
    'kaixinshanzhuang.com: copy of Tmall’s questions and answers on rules',
    'http://m.kaixinshanzhuang.com/qz_520330034081.html',
  ),
  tmallCounting: page(
    'kaixinshanzhuang.com: copy of Tmall’s questions and answers on counting',
    'http://m.kaixinshanzhuang.com/qz_521524708285.html',
  ),
  goofishRules: page(
    'woyaojiankangwang.com',
    'http://woyaojiankangwang.com/Medicalequipmententerprise/afqusisngc.html',
  ),
  goofishLinks: page('developer.aliyun.com', 'https://developer.aliyun.com/article/1703164'),

  // Lazada, Daraz
  seca: page(
    'SECA: Lazada best practices on IPR protection',
    'https://secagroup.org/lazada-best-practices-on-ipr-protection.html',
  ),
  lazadaIndonesia: page('Lazada Indonesia: IPR', 'https://pages.lazada.co.id/wow/i/id/LandingPage/IPR-2'),
  lazadaReport2020: page(
    'Lazada: IPR annual report 2020',
    'https://group.lazada.com/static/ipr_annual_report/',
    '2020',
  ),
  lazadaReport2021: page(
    'Lazada: IPR annual report 2021',
    'https://group.lazada.com/static/ipr_annual_report_2021/',
    '2021',
  ),
  xeeger: page('xeeger.com', 'https://www.xeeger.com/article/44453', '2024-12'),
  lazada10100: page('10100.com', 'https://www.10100.com/encyclopedia/explain/116391051', '2026-03'),
  forexm: page('forexemaillist.com', 'https://forexemaillist.com/lazada-intellectual/'),
  lazada73ya: page('73ya.com', 'https://73ya.com/kuajing/1128.html'),
  ipophl: page(
    'IPOPHL: e-commerce MOU enables sustained proactive removal of counterfeit listings',
    'https://www.ipophil.gov.ph/news/e-commerce-mou-enables-sustained-proactive-removal-of-counterfeit-listings',
    '2025',
  ),
  rouseAsia: page(
    'Rouse: e-commerce IP enforcement in Southeast Asia',
    'https://rouse.com/insights/news/2021/e-commerce-ip-enforcement-in-southeast-asia',
    '2021',
  ),
  darazTerms: page('daraz-crossborder.com: terms', 'http://daraz-crossborder.com/productinfo/2984519.html'),
  eezy: page('eezy.pk', 'https://eezy.pk/?p=7330'),
  darazGrowth: page('scribd.com: Daraz Growth Center', 'https://www.scribd.com/document/541526761/'),
  bangladesh: page(
    'Digital Commerce Operation Guidelines 2021, as reported by a newspaper',
    'http://103.16.74.116/node/624006',
    '2021',
  ),

  // Trendyol, Miravia
  kutel: page(
    'kutelmarkatescil.com',
    'https://www.kutelmarkatescil.com/blog/trendyol-marka-tescil-belgesi-ve-marka-ihlali-cozum-onerileri',
  ),
  miraviaTerms: page(
    'Miravia: terms of use',
    'https://terms.alicdn.com/legal-agreement/terms/platform_service/20221027195537721/20221027195537721.html',
    '2024-02',
  ),
  miraviaMall: page(
    'Miravia: mall rules',
    'https://terms.alicdn.com/legal-agreement/terms/platform_service/20220930180738519/20220930180738519.html',
  ),
} as const satisfies Readonly<Record<string, ProcedureSource>>;

export type SourceName = keyof typeof SOURCES;
