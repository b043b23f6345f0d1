import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

/** Export of the chosen rows, or of all that are shown, as a list for a spreadsheet. */
export function ListExport(props: { count: number; onCsv: () => void; onXlsx: () => void }) {
  const words = m.reports_sheet_export({ count: props.count });
  return (
    <fieldset className="report-filter">
      <legend>{words}</legend>
      <span className="line">
        <Button size="small" onClick={props.onCsv}>
          {m.reports_sheet_csv()}
        </Button>
        <Button size="small" onClick={props.onXlsx}>
          {m.reports_sheet_xlsx()}
        </Button>
      </span>
    </fieldset>
  );
}
