using System.Globalization;
using System.Text;

namespace Orchestrator.EndToEnd.Tests.Monitoring;

/// <summary>Panels as a table: the last and the highest value of each series.</summary>
internal static class PanelTable
{
    public static string Write(IEnumerable<ShownPanel> panels)
    {
        var text = new StringBuilder();
        foreach (var dashboard in panels.GroupBy(panel => panel.Dashboard))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{dashboard.Key}\n");
            foreach (var panel in dashboard)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {panel.Title}\n");
                foreach (var (name, values) in panel.Queries.SelectMany(query => query.Series))
                {
                    text.Append(CultureInfo.InvariantCulture,
                        $"    {name,-34} last {Number(values[^1], panel.Unit),-10} most {Number(values.Max(), panel.Unit)}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Number(double value, string unit) => unit switch
    {
        "bytes" => string.Create(CultureInfo.InvariantCulture, $"{value / (1 << 20):0.#} MiB"),
        "percentunit" => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %"),
        "s" => string.Create(CultureInfo.InvariantCulture, $"{value:0.####} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
    };
}
