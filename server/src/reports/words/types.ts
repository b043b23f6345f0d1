/** The same thing said in both languages. */
export interface Words {
  en: string;
  zh: string;
}
