import type { CaptureFinding, Limitation } from '@marketsafe/contract';
import { wallSentence } from '@marketsafe/words';
import type { Words } from './types.ts';

/** What could not be had in a capture, or what was done to the page. */
export const LIMITATION_WORDS: Readonly<Record<Limitation, Words>> = {
  'no-pixel-grant': {
    en: 'The browser did not permit a screenshot, so no picture shows what the screen showed.',
    zh: '浏览器未授予截图权限，因此没有反映屏幕实际显示内容的图片。',
  },
  'pixels-failed': {
    en: 'The browser failed to take the screenshot.',
    zh: '浏览器截图失败。',
  },
  'rendering-failed': {
    en: 'The page could not be drawn anew either; the capture has no picture of it.',
    zh: '网页也未能重新绘制，本次取证没有网页图片。',
  },
  'snapshot-truncated': {
    en: 'The page was too large to be saved whole: the saved page ends early.',
    zh: '网页过大，未能完整存档，存档内容提前结束。',
  },
  'snapshot-failed': { en: 'The page itself could not be saved.', zh: '网页本身未能存档。' },
  'facts-failed': {
    en: 'The facts could not be read from the page.',
    zh: '未能从网页读取商品信息。',
  },
  'reading-switched-off': {
    en: 'The program had switched off the reading of this marketplace’s pages: no facts were read.',
    zh: '项目方当时已停止读取该平台的网页，因此未读取商品信息。',
  },
  wall: {
    en: 'The page showed something else in the listing’s place.',
    zh: '网页显示的并非商品内容。',
  },
  'partial-cancelled': {
    en: 'The capture was ended by the person who made it before the whole page was taken: the pictures end early.',
    zh: '取证人在整页截取完成前结束了取证，图片提前结束。',
  },
  'partial-interrupted': {
    en: 'The browser or the extension stopped in the middle of the capture: the pictures end early.',
    zh: '浏览器或扩展程序在取证过程中停止，图片提前结束。',
  },
  'partial-moved': {
    en: 'The page moved, or another tab came to the front, in the middle of the capture: the pictures end early.',
    zh: '取证过程中网页发生移动或切换到其他标签页，图片提前结束。',
  },
  'partial-storage': {
    en: 'The disk was nearly full, so the capture ended before the whole page was taken.',
    zh: '磁盘空间不足，取证在整页截取完成前结束。',
  },
  'height-capped': {
    en: 'The page is longer than a capture takes: the pictures end where the record says.',
    zh: '网页长度超过取证上限，图片在记录所载位置结束。',
  },
  'width-cut': {
    en: 'The page is wider than a capture takes: its right side is not in the pictures.',
    zh: '网页宽度超过取证上限，图片不含网页右侧部分。',
  },
  'page-grew': {
    en: 'The page grew longer while it was captured: what it added after that is not in the pictures.',
    zh: '网页在取证过程中变长，其后新增的内容不在图片中。',
  },
  'pinned-hidden': {
    en: 'After the first picture, parts that the page pins to the window were hidden, so that they do not cover the rest. The first picture shows the page untouched.',
    zh: '自第二张图片起，网页固定在窗口中的部分被隐藏，以免遮挡其他内容。第一张图片为网页原样。',
  },
  'images-unfinished': {
    en: 'Some of the page’s pictures had not loaded when it was captured.',
    zh: '取证时网页中部分图片尚未加载完成。',
  },
  'listing-images-missing': {
    en: 'Some of the listing’s own pictures could not be kept as files.',
    zh: '部分商品图片未能作为文件保存。',
  },
  'network-unseen': {
    en: 'The page had been loaded before the extension could see it: how the server answered is not recorded.',
    zh: '网页在扩展程序可观察之前已加载，未记录服务器应答。',
  },
  'server-address-unknown': {
    en: 'The browser did not tell the address of the server that sent the page.',
    zh: '浏览器未提供发送网页的服务器地址。',
  },
  'certificate-unknown': {
    en: 'Browsers do not show a site’s certificate to extensions: it is not recorded.',
    zh: '浏览器不向扩展程序提供网站证书，因此未予记录。',
  },
  'signed-out': {
    en: 'Nobody was signed in when the capture was made: its record names no operator.',
    zh: '取证时无人登录，记录中没有操作人。',
  },
  'no-challenge': {
    en: 'The program had not been reached before the capture: nothing but the device’s own clock says when it was made at the earliest.',
    zh: '取证前未能与项目方服务器联系，除设备自身时钟外，没有其他依据说明取证的最早时间。',
  },
};

/** What stands out about a capture's place in its device's chain and about its challenge. */
export const FINDING_WORDS: Readonly<Record<CaptureFinding, Words>> = {
  'previous-missing': {
    en: 'The device made another capture just before this one, which was not handed in.',
    zh: '该设备在本次取证之前另有一次取证，未提交。',
  },
  'previous-differs': {
    en: 'The record does not follow the device’s capture before it, as the program holds it.',
    zh: '本记录与项目方所存该设备的前一次取证不相衔接。',
  },
  'sequence-reused': {
    en: 'Another capture of the same device claims the same place in its chain.',
    zh: '同一设备的另一次取证占用了链中的相同位置。',
  },
  'challenge-absent': {
    en: 'The record holds no challenge of the program: nothing bounds its time from below.',
    zh: '记录中没有项目方的质询值，最早时间无从确定。',
  },
  'challenge-untrusted': {
    en: 'The challenge in the record is not one of the program: it proves nothing about the time.',
    zh: '记录中的质询值并非项目方签发，不能证明时间。',
  },
};

/** What a page showed in the listing's place. */
export function wallWords(name: string): Words {
  return { en: wallSentence(name, 'en'), zh: wallSentence(name, 'zh-CN') };
}
