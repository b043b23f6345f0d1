/**
 * How marks look. The sheet stands in their closed shadow tree: its important rules for the host beat whatever a page says of that element.
 * They stand below what pages put over everything, such as a head that stays while one scrolls.
 */
export const MARKS_SHEET = `
:host{all:initial!important;display:block!important;position:absolute!important;inset:0 auto auto 0!important;width:0!important;height:0!important;z-index:99!important;direction:ltr!important;color-scheme:light!important}
[hidden]{display:none!important}
.mark{position:absolute;left:0;top:0;display:flex;align-items:center;gap:5px;box-sizing:border-box;padding:3px 8px 3px 4px;border-radius:6px;border:1px solid #fff;background:#fff;color:#1c1f24;box-shadow:0 1px 4px rgb(0 0 0/.35);font-size:12px;line-height:16px;cursor:pointer;user-select:none;white-space:nowrap;overflow:hidden}
.mark:focus-visible{outline:3px solid #1f5fbf;outline-offset:1px}
.mark b{font-weight:600}
.mark span{overflow:hidden;text-overflow:ellipsis;min-width:0}
.mark em{flex:none;padding:0 5px;border-radius:4px;background:#1c1f24;color:#fff;font-style:normal}
.mark em.allowed{background:#8a1f11}
.mark em:empty,.mark span:empty{display:none}
.mark i{flex:none;width:14px;height:14px;box-sizing:border-box;border:1.5px solid currentColor;border-radius:3px;background:#fff}
.mark[aria-checked=true]{outline:3px solid #1f5fbf}
.mark[aria-checked=true] i{background:#1f5fbf;border-color:#1f5fbf;position:relative}
.mark[aria-checked=true] i::after{content:"";position:absolute;left:3px;top:0;width:4px;height:8px;border:solid #fff;border-width:0 2px 2px 0;transform:rotate(45deg)}
.draft,.on-its-way{background:#fff3dc;color:#6d4100}
.sent{background:#dff3e7;color:#0d5730}
.removed{background:#0d5730;color:#fff}
.twin,.perhaps,.draft-elsewhere{background:#ece6fb;color:#42298c}
.watched{background:#e2eefc;color:#143f82}
.not-infringing{background:#eceef1;color:#4a4f57}
.removed i{border-color:#fff;background:transparent}
.bar{position:fixed;left:50%;bottom:16px;transform:translateX(-50%);display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:8px;max-width:calc(100vw - 32px);box-sizing:border-box;padding:8px 12px;border-radius:12px;background:#1c1f24;color:#fff;font-size:14px;line-height:1.4;box-shadow:0 4px 16px rgb(0 0 0/.4)}
.bar output{font-weight:600;margin-inline-end:4px}
.bar button{font:inherit;padding:6px 12px;border-radius:8px;border:1px solid #6b7078;background:transparent;color:#fff;cursor:pointer}
.bar button[data-main]{background:#1f5fbf;border-color:#1f5fbf;font-weight:600}
.bar button:focus-visible{outline:3px solid #9ec3ff;outline-offset:1px}`;
