import type { Language } from '@marketsafe/words';
import { BUTTON_PLACE } from './button-place.ts';

const { edge, widest, tallest } = BUTTON_PLACE;

/**
 * How the button looks. The sheet stands in the button's closed shadow tree: its important rules for the host beat whatever a page says of
 * that element, in important rules, in its own style, by animations; and `all` leaves no transition. What a page could draw on the host
 * or behind it is not drawn.
 */
export const BUTTON_SHEET = `
:host{all:initial!important;direction:ltr!important;display:block!important;position:fixed!important;inset:auto ${edge}px ${edge}px auto!important;z-index:2147483647!important;color-scheme:light!important}
:host::before,:host::after{content:none!important}
:host::backdrop{display:none!important}
div{display:flex;flex-direction:column;align-items:flex-end;gap:8px;max-width:${widest}px;max-height:${tallest}px;font-size:14px;line-height:1.4}
p{margin:0;min-height:0;overflow-y:auto;padding:8px 12px;border-radius:8px;background:#fff;color:#1c1f24;border:1px solid #c8ccd2;box-shadow:0 2px 8px rgb(0 0 0/.2)}
button{flex:none;font:inherit;font-weight:600;line-height:1;padding:12px 16px;border:1px solid #fff;border-radius:999px;background:#1f5fbf;color:#fff;box-shadow:0 2px 8px rgb(0 0 0/.3)}
[data-counts] button{cursor:pointer}`;

/** The fonts of `looks/`, whose style sheets do not reach a marketplace's page. */
export const FONTS: Readonly<Record<Language, string>> = {
  en: 'system-ui,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif',
  'zh-CN':
    '-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif',
};
