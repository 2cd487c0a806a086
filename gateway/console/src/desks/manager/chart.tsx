import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** A chart; its numbers stand in a table or tiles as well, so that it is decoration for a screen reader. */
export default function Chart({
  option,
  label,
  height = 240,
}: {
  option: EChartsCoreOption;
  label: string;
  height?: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, null, { renderer: "svg" });
    // The legend measures its words on a canvas, which does not know "inherit".
    const { fontFamily } = getComputedStyle(place.current);
    chart.setOption({ animation: false, textStyle: { fontFamily, fontSize: 13 }, ...option });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
