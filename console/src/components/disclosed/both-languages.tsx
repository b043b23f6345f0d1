/** What is said in both languages, side by side; of one in which nothing is said, nothing. */
export function BothLanguages({ texts: { en, zh } }: { texts: { en: string; zh: string } }) {
  return (
    <div className="disclosed-both">
      {zh.trim() !== '' && (
        <p className="said" lang="zh-CN">
          {zh}
        </p>
      )}
      {en.trim() !== '' && (
        <p className="said" lang="en">
          {en}
        </p>
      )}
    </div>
  );
}
