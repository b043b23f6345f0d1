/** Goods as marketplaces name their categories, with the Nice classes that such goods fall into. */
const GOODS: readonly { classes: readonly number[]; named: RegExp }[] = [
  {
    classes: [3],
    named: /cosmetic|make-?up|perfume|fragrance|skin ?care|shampoo|化妆品|美妆|香水|护肤|彩妆|洗发/i,
  },
  { classes: [5], named: /supplement|vitamin|medicine|保健品|维生素|药品/i },
  { classes: [8], named: /\bkniv?fe?s?\b|cutlery|razor|刀具|剃须刀/i },
  {
    classes: [9],
    named:
      /phone|laptop|computer|headphone|earphone|camera|charger|sunglass|eyewear|helmet|手机|电脑|耳机|相机|充电|眼镜|头盔/i,
  },
  { classes: [11], named: /\blamps?\b|lighting|\bheater|refrigerator|灯具|灯饰|照明|冰箱|取暖/i },
  { classes: [12], named: /bicycle|\bcar parts?\b|automobile|motorcycle|scooter|汽车|自行车|摩托|车配/i },
  { classes: [14], named: /watch(es)?\b|jewel|necklace|bracelet|earring|手表|腕表|珠宝|首饰|项链|耳环/i },
  { classes: [16], named: /stationery|notebook(s)? & |book(s)?\b|\bpens?\b|文具|图书|书籍/i },
  {
    classes: [18],
    named: /luggage|back ?pack|hand ?bag|\bbags?\b|wallet|purse|suitcase|箱包|背包|手提包|钱包|行李/i,
  },
  { classes: [20], named: /furniture|\bsofa|mattress|家具|沙发|床垫/i },
  { classes: [21], named: /kitchenware|cookware|tableware|\bmugs?\b|\bbottles?\b|厨具|餐具|水杯|杯子/i },
  { classes: [24], named: /bedding|towel|textile|curtain|床上用品|毛巾|纺织|窗帘/i },
  {
    classes: [25],
    named:
      /cloth(es|ing)|apparel|jacket|coat|shirt|dress(es)?\b|trouser|\bpants\b|shoe|sneaker|\bboots?\b|\bhats?\b|服装|服饰|外套|夹克|衬衫|女装|男装|裤|鞋|帽/i,
  },
  { classes: [28], named: /\btoys?\b|\bgames?\b|sporting goods|fitness|doll|玩具|游戏|运动器材|健身|玩偶/i },
  {
    classes: [29, 30, 31, 32, 33],
    named: /\bfood\b|snack|\btea\b|coffee|wine|beer|beverage|食品|零食|茶叶|咖啡|酒|饮料/i,
  },
  { classes: [34], named: /tobacco|cigarette|vape|烟具|香烟|电子烟/i },
];

/** Nice classes into which goods of a category may fall; none where nothing of it is known. */
export function classesOfCategory(category: string): readonly number[] {
  const found = GOODS.filter(({ named }) => named.test(category)).flatMap(({ classes }) => classes);
  return [...new Set(found)].sort((a, b) => a - b);
}
