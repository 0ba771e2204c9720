using System.Globalization;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Search;

/// <summary>A prepared table as a CSV file for a reference program: a header, features, the class last.</summary>
internal static class TableFile
{
    /// <summary>Writes one into the folder for temporary files; gives its path.</summary>
    public static string Write(PreparedTable table)
    {
        var path = Path.GetTempFileName();
        using var writer = new StreamWriter(path);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, table.Features.Columns).Select(j => $"x{j}")) + ",y");
        for (var i = 0; i < table.Labels.Length; i++)
        {
            foreach (var value in table.Features.Row(i))
                writer.Write(value.ToString("R", CultureInfo.InvariantCulture) + ",");
            writer.WriteLine(table.Labels[i]);
        }

        return path;
    }
}
