import type { MarketplaceId } from '@marketsafe/contract/marketplaces';

/**
 * Where a marketplace's pages show what a listing says of itself, beyond what is found by the facts' own words. Selectors only, newest
 * era first; never of a part that names the viewer. Data only: it is part of scripts that a click runs in the page.
 */
export interface RegionSigns {
  /** Where the title stands cut short: taken where it begins as the title does, or has all of it beside it. */
  title: readonly string[];
  /** Taken where one of the listing's amounts stands in it. */
  price: readonly string[];
  pictures: readonly string[];
  seller: readonly string[];
  description: readonly string[];
  attributes: readonly string[];
}

const EVERYWHERE: RegionSigns = {
  title: ['h1', '[itemprop="name"]'],
  price: [],
  pictures: ['[itemprop="image"]'],
  seller: [],
  description: ['[itemprop="description"]'],
  attributes: [],
};

const alibaba: RegionSigns = {
  title: ['.product-title', '.module_title'],
  price: [
    '[data-testid="ladder-price"]',
    '[data-testid="range-price"]',
    '[data-testid="product-price"]',
    '.module_price',
  ],
  pictures: [
    '[data-testid="media-image"]',
    '[data-module-name="module_productImage"] .current-main-image img',
    '.main-image-thumb img, .main-image img',
  ],
  seller: ['.company-name', '[data-module-name="module_company"] .company-name-container'],
  description: ['.module_description', '[data-module-name="module_description"]'],
  attributes: [
    '[data-testid="module-attribute"]',
    '.module_attribute',
    '.module_product_specification',
    '[data-module-name="module_attribute"]',
  ],
};

const aliexpress: RegionSigns = {
  title: ['[data-pl="product-title"]', '.product-title-text'],
  price: ['[class*="price--current"]'],
  pictures: [
    '[class*="slider--img"] img',
    '[class*="magnifier--image"]',
    '.images-view-list img',
    '.magnifier-image',
    '#j-image-thumb-list img',
    '[class*="SnowProductGallery"] img',
  ],
  seller: ['[class*="store-detail--storeName"]', '[data-pl="store-name"]', '.shop-name'],
  description: ['#product-description', '.product-description', '.description--product-description'],
  attributes: ['[class*="specification--list"]', '[class*="specification--prop"]', '.product-specs'],
};

const alibaba1688: RegionSigns = {
  title: ['.title-content', '.d-title'],
  price: ['.module-od-main-price', '.mod-detail-price'],
  pictures: [
    '.od-gallery-img',
    '.od-gallery-preview img',
    '.detail-gallery-img',
    '#dt-tab img',
    '.mod-detail-gallery .vertical-img img',
  ],
  seller: ['.winport-title', '.shop-company-name', '.company-name'],
  description: ['v-detail-5', '.module-od-product-description', '#mod-detail-description'],
  attributes: [
    '.module-od-product-attributes',
    '.offer-attr-list',
    '.od-pc-attribute',
    '.mod-detail-attributes',
    '#mod-detail-attributes',
  ],
};

const taobao: RegionSigns = {
  title: ['[class*="mainTitle--"]', '.tb-main-title', '.tb-detail-hd h1'],
  price: ['[class*="highlightPrice--"]', '[class*="subPrice--"]'],
  pictures: [
    '[class*="mainPic--"]',
    '[class*="thumbnailPic--"]',
    '#J_ImgBooth',
    '#J_UlThumb img',
    '#s-showcase img',
  ],
  seller: ['[class*="shopName--"]', '.tb-shop-name', '.slogo-shopname'],
  description: ['#J_DivItemDesc', '.desc-root'],
  attributes: [
    '[class*="ParamsInfoArea"]',
    '[class*="ParamsInfoItem--"]',
    '[class*="infoItem--"]',
    '.attributes-list',
    '#J_AttrUL',
  ],
};

const goofish: RegionSigns = {
  title: ['[class*="desc--"]'],
  price: ['[class*="price--"]', '.price-block'],
  pictures: ['[class*="item-main-window"] img', '#J_Slider .album img.big-img'],
  seller: ['[class*="item-user-info-nick"]', '#J_SellerInfo .wangwang'],
  description: ['[class*="item-main-info"] [class*="desc--"]', '#J_DescContent'],
  attributes: [
    '[class*="item-user-info-label"]',
    '[class*="item-main-info"] [class*="labels--"]',
    '#J_Property .idle-info',
  ],
};

const lazada: RegionSigns = {
  title: ['[class*="pdp-mod-product-badge-title"]'],
  price: ['[class*="pdp-product-price"]'],
  pictures: [
    '.pdp-mod-common-image',
    '[class*="gallery-preview-panel"] img',
    'img[class*="gallery-preview-panel"]',
  ],
  seller: ['[class*="seller-name__detail"]', '.redmart-seller__name-text'],
  description: [
    '#module_product_detail [class*="detail-content"]',
    '[class*="pdp-product-detail"] .html-content',
    '.pdp-product-desc',
  ],
  attributes: ['[class*="pdp-product-highlights"]', '.pdp-mod-specification', '[class*="pdp-product-brand"]'],
};

const trendyol: RegionSigns = {
  title: ['.product-title', '.pr-new-br'],
  price: ['.price-wrapper', '.product-price-container'],
  pictures: ['[class*="carouselThumbs"] img', 'img[class*="carouselThumbs"]', '.product-slide img'],
  seller: ['.merchant-name', '.seller-name-text', '[data-testid="merchant-name"]'],
  description: ['.content-description-wrapper', '.product-description-section', '.detail-desc-list'],
  attributes: ['.product-attributes-container', '.detail-attr-container', '.attributes-section'],
};

const SIGNS: Readonly<Record<MarketplaceId, RegionSigns>> = {
  alibaba,
  aliexpress,
  '1688': alibaba1688,
  taobao,
  tmall: taobao,
  'tmall-global': taobao,
  goofish,
  lazada,
  daraz: lazada,
  trendyol,
  miravia: lazada,
};

/** A marketplace's signs together with those of every site. */
export function regionSignsOf(marketplace: MarketplaceId): RegionSigns {
  const signs = SIGNS[marketplace];
  return {
    title: [...signs.title, ...EVERYWHERE.title],
    price: [...signs.price, ...EVERYWHERE.price],
    pictures: [...signs.pictures, ...EVERYWHERE.pictures],
    seller: [...signs.seller, ...EVERYWHERE.seller],
    description: [...signs.description, ...EVERYWHERE.description],
    attributes: [...signs.attributes, ...EVERYWHERE.attributes],
  };
}
