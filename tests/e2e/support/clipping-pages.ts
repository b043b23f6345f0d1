/** Text of 1,600 characters. */
const TEXT = 'Plain words of a description. '.repeat(54);
const TALL = '<div style="height:3000px">rows</div>';
const TITLE = '<h1 data-pl="product-title">Aurora jacket</h1>';
const app = (style: string, inner = TALL) => `<div style="${style}">${TITLE}${inner}</div>`;
const HELD = '<style>html,body{height:100%;margin:0;overflow:hidden}</style>';

/** What stands in a frame of another site. */
export const FRAMED = {
  url: 'https://other.aliexpress.com/framed.html',
  html: '<!doctype html><div style="height:3000px">framed</div>',
};

/** Pages that hold more than their pictures show, though their root is no higher than the window or is taken to its end. */
export const CLIPPING: Record<string, string> = {
  'a part in a part': `${HELD}<div style="height:100%;overflow:auto"><div style="height:400px;width:600px;overflow:scroll">${TALL}</div>${TITLE}</div>`,
  'a part that scrolls aside': `${TITLE}<div style="width:800px;overflow-x:auto"><div style="width:3000px;height:200px">aside</div></div>`,
  'a part below a bar': `${HELD}<div style="height:80px">bar</div>${app('height:80%;overflow:auto')}`,
  'a part that scrolls, behind 25,000 elements': `${HELD}<div hidden>${'<i></i>'.repeat(25_000)}</div><div style="height:80px">bar</div>${app('height:80%;overflow:auto')}`,
  'overflow: clip': `${HELD}${app('height:100%;overflow:clip')}`,
  'contain: strict': `${HELD}${app('height:100%;contain:strict')}`,
  'a body that clips itself': `<style>html{overflow:hidden;height:100%}body{margin:0;height:100%;overflow:hidden}</style>${app('')}`,
  'a description cut off': `${TITLE}<div style="max-height:150px;overflow:hidden;width:400px">${TEXT}</div>`,
  'a closed shadow tree': `${HELD}${TITLE}<div id="host"></div><script>document.querySelector('#host').attachShadow({ mode: 'closed' }).innerHTML = '<div style="height:600px;overflow:auto"><div style="height:3000px"></div></div>'</script>`,
  'a frame of its own site': `${HELD}${TITLE}<iframe style="width:90%;height:80%" srcdoc="<div style='height:3000px'></div>"></iframe>`,
  'a part in a frame': `${HELD}${TITLE}<iframe style="width:90%;height:80%" srcdoc="<style>html,body{height:100%;margin:0}</style><div style='height:100%;overflow:auto'><div style='height:3000px'></div></div>"></iframe>`,
  'a frame of another site': `${HELD}${TITLE}<iframe style="width:90%;height:90%" src="${FRAMED.url}"></iframe>`,
  'a body held still behind a dialog': `<style>body{margin:0;position:fixed;top:-300px;width:100%}</style>${TITLE}${TALL}`,
  'a part fixed to the window': `<div style="position:fixed;inset:0">${TITLE}${TALL}</div>`,
};

const LONG = '<div style="height:1200px">rows</div>';

/** Pages that scroll in a part which stands in the window's place. */
export const FOLLOWED: Record<string, string> = {
  'a root that does not scroll': `${HELD}${app('height:100%;overflow-y:auto')}`,
  'text from right to left': `<html dir="rtl">${HELD}${app('height:100%;overflow:auto')}`,
  'a list that draws what is in sight': `${HELD}${app('height:100%;overflow:auto', '<div style="height:90000px;position:relative"><p style="position:absolute;top:0">row 1</p></div>')}`,
  'a window with 25,000 elements before it': `${HELD}<div hidden>${'<i></i>'.repeat(25_000)}</div>${app('height:100%;overflow:auto')}`,
  'a part that is fixed to the window': app('position:fixed;inset:0;overflow:auto'),
  'a body that scrolls by itself': `<style>html{overflow:hidden;height:100%}body{margin:0;height:100%;overflow:auto}</style>${app('')}`,
};

/** Pages that show all they have where their root is taken to its end. */
export const WHOLE: Record<string, string> = {
  'a plain page': `${TITLE}${LONG}`,
  'parts of an ordinary page': `<style>body{margin:0}</style><header style="position:sticky;top:0;height:60px">bar</header>${TITLE}
    <div style="overflow:hidden;width:300px;height:300px"><div style="width:300px;height:900px">a picture’s own track</div></div>
    <textarea style="width:300px;height:150px">${TEXT}</textarea>
    <p style="width:300px;height:40px;overflow:hidden">${TEXT}</p>
    <iframe style="width:300px;height:150px" srcdoc="<p>small</p>"></iframe>
    <div style="position:fixed;left:-400px;top:0;width:400px;height:100%">a menu put aside</div>${LONG}`,
  'a body that scrolls for the window': `<style>html{height:100%}body{height:100%;overflow-y:scroll;margin:0}</style>${TITLE}${LONG}`,
};
