using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Search;

/// <summary>One search: its seconds, those of all processors, and the best mean score of the folds.</summary>
internal sealed record SearchTime(double Seconds, double ProcessorSeconds, double Score, string Best);

/// <summary>The reference: a Python process that keeps its worker processes from one search to the next.</summary>
internal sealed class TorchSearch : IDisposable
{
    private readonly PythonProgram _program;
    private readonly string _rows;

    private TorchSearch(PythonProgram program, string rows) => (_program, _rows) = (program, rows);

    /// <summary>Starts it on a table; null, with what lacks on the console, where it cannot run.</summary>
    public static TorchSearch? Start(PreparedTable table, int jobs)
    {
        var rows = TableFile.Write(table);
        var script = Path.Combine(AppContext.BaseDirectory, "SearchReference", "torch_search.py");
        if (PythonProgram.Start(
            [script, rows, "--jobs", $"{jobs}"], "python3-torch python3-sklearn python3-joblib") is { } program)
            return new TorchSearch(program, rows);
        File.Delete(rows);
        return null;
    }

    /// <summary>One search of 61 trainings.</summary>
    public SearchTime Search(int seed)
    {
        var words = _program.Ask($"search {seed}").Split(' ');
        double Number(int word) => double.Parse(words[word], CultureInfo.InvariantCulture);
        return new SearchTime(Number(0), Number(1), Number(3), words[4]);
    }

    public void Dispose()
    {
        _program.Dispose();
        File.Delete(_rows);
    }
}
