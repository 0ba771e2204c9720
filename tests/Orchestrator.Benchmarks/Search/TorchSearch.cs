using System.Diagnostics;
using System.Globalization;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Search;

/// <summary>One search: its seconds, those of all processors, and the best mean score of the folds.</summary>
internal sealed record SearchTime(double Seconds, double ProcessorSeconds, double Score, string Best);

/// <summary>The reference: a Python process that keeps its worker processes from one search to the next.</summary>
internal sealed class TorchSearch : IDisposable
{
    private readonly Process _process;
    private readonly string _rows;

    private TorchSearch(Process process, string rows) => (_process, _rows) = (process, rows);

    /// <summary>Starts it on a table; null, with what lacks on the console, where it cannot run.</summary>
    public static TorchSearch? Start(PreparedTable table, int jobs)
    {
        var rows = Write(table);
        var script = Path.Combine(AppContext.BaseDirectory, "SearchReference", "torch_search.py");
        try
        {
            var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, rows, "--jobs", $"{jobs}"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            if (process.StandardOutput.ReadLine() == $"ready {jobs}")
                return new TorchSearch(process, rows);
            process.WaitForExit();
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Console.WriteLine(missing.Message);
        }

        File.Delete(rows);
        Console.WriteLine("The reference cannot run: apt-get install python3-torch python3-sklearn python3-joblib");
        return null;
    }

    /// <summary>One search of 61 trainings.</summary>
    public SearchTime Search(int seed)
    {
        _process.StandardInput.WriteLine($"search {seed}");
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The Python process ended.");
        var words = line.Split(' ');
        double Number(int word) => double.Parse(words[word], CultureInfo.InvariantCulture);
        return new SearchTime(Number(0), Number(1), Number(3), words[4]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_rows);
    }

    private static string Write(PreparedTable table)
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
