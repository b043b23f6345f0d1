import type { PageSigns } from '../../page-signs.ts';

/** Lazada, Daraz and Miravia run one engine. */
export const lazadaSigns: PageSigns = {
  listingParts: '[class*="pdp-mod-product-badge-title"], #pdp_countUp',
  offerParts:
    '[class*="pdp-price"], [class*="product-price"], [class*="seller-name"], #module_redmart_seller_info, #pdp_countUp',
  // The variable alone proves nothing: pages without an item assign it too. The item's number stands in its key, also within a string.
  listingState: /\bprimaryKey\\?["']?\s*:\s*\{[^}]{0,600}?\bitemId\\?["']?\s*:\s*\\?["']?\d{6}/,
  // `captcha | lazadacom` is the check of 2018.
  listingTitle: /\S\s*\|\s*(?:lazada(?!com)|daraz|miravia)/i,
  siteTitle: /^\s*(?:lazada|daraz|miravia)[^-|]{0,60}$/i,
  removedText:
    /(?:produk|halaman|barang).{0,30}(?:tidak (?:tersedia|ditemukan|ada)|sudah tidak)|(?:sản phẩm|trang).{0,30}(?:không (?:còn|tồn tại)|đã bị (?:xóa|gỡ))|ไม่พบ(?:สินค้า|หน้า)|สินค้านี้ไม่(?:มี|สามารถ)/iu,
};
