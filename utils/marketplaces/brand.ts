/** Names under which the marketplaces' attribute tables hold the brand, and values that say there is none. */

const BRAND_NAMES = new Set(
  [
    'Brand Name',
    'Brand',
    '品牌',
    '品牌名称',
    '銘柄',
    'ブランド名',
    'ブランド',
    '브랜드 이름',
    '브랜드 명',
    '브랜드명',
    '브랜드',
    'שם מותג',
    'اسم العلامة التجارية',
    'اسم الماركة',
    'العلامة التجارية',
    'Marke',
    'Markenname',
    'Nom de marque',
    'Marque',
    'Nombre de la marca',
    'Nombre de marca',
    'Marca',
    'Nome da marca',
    'Nome del marchio',
    'Nome marchio',
    'Marchio',
    'Название бренда',
    'Бренд',
    'Торговая марка',
    'Название марки',
    'Marka adı',
    'Marka',
    'Nazwa marki',
    'Merknaam',
    'Merk',
    'Nama merek',
    'Nama Brand',
    'Merek',
    'Tên thương hiệu',
    'Tên Nhãn Hiệu',
    'Thương hiệu',
    'ชื่อยี่ห้อ',
    'ยี่ห้อ',
    'ชื่อแบรนด์',
    'Назва бренду',
  ].map((name) => name.toLowerCase()),
);

/** "Other", "none" and the marketplaces' own fillers, which are no brand. */
const NO_BRAND =
  /^(?:none|no|n\/?a|nil|null|other|others|no ?brand|without brand|unbranded|noenname_?null|not specified|sin marca|tidak ada mere[kc]|không (?:có )?thương hiệu|ไม่มี(?:ยี่ห้อ|แบรนด์)|нет|без бренда|其他|其它|其他品牌|其它品牌|无|無|无品牌|暂无|没有|-+|\/+|ali|alibaba|aliexpress)$/i;

/** Whether an attribute's name means the brand, in the languages the marketplaces translate it to. */
export function isBrandName(name: string): boolean {
  return BRAND_NAMES.has(name.replace(/[:：]\s*$/, '').toLowerCase());
}

/** A brand value, unless it says that there is no brand. */
export function brandValue(value: string): string | undefined {
  const trimmed = value.trim();
  return trimmed === '' || NO_BRAND.test(trimmed) ? undefined : trimmed;
}
