import { Html } from "@elysiajs/html";
import type { Chart } from "./charts/chart.ts";
import { DataTable } from "./data-table.tsx";

interface FigureProps {
  chart: Chart | undefined;
  /** Of what: tells its table from those of others. */
  of: string;
}

/** A chart with its data beneath; nothing where there is no data. */
export function Figure({ chart, of }: FigureProps): JSX.Element {
  if (!chart) return "";
  const { title, caption, pictures, headings, rows } = chart;
  // Drawn by ./charts/draw.ts, which escapes the texts in it.
  const safePictures = pictures.join("");
  return (
    <figure>
      <figcaption>
        <strong safe>{title}</strong> <span safe>{caption}</span>
      </figcaption>
      {safePictures}
      <details>
        <summary>
          Data<span class="heard" safe>{` of ${title}: ${of}`}</span>
        </summary>
        <DataTable caption={`${title}: ${of}`} headings={headings} rows={rows} />
      </details>
    </figure>
  );
}
