using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>What the command was asked for.</summary>
internal sealed class SpeedOptions(string[] args)
{
    private readonly BenchmarkArguments _arguments = new(args);

    /// <summary>One round each on less work: to see that everything runs, not to report.</summary>
    public bool IsQuick => _arguments.Has("--quick");

    /// <summary>Rounds, by turns.</summary>
    public int Rounds => _arguments.Number("--rounds", IsQuick ? 1 : 5);

    /// <summary>Rounds in which the reference that trains a generator in every cell takes part.</summary>
    public int NaiveRounds => Math.Min(Rounds, _arguments.Number("--naive-rounds", Rounds));

    /// <summary>The data fractions of that reference's cells; null for all.</summary>
    public string? NaiveFractions => _arguments.Text("--naive-fractions", "") is { Length: > 0 } list ? list : null;

    /// <summary>Processes and slots of whole sweeps.</summary>
    public int Slots => _arguments.Number("--slots", Environment.ProcessorCount);

    /// <summary>The folder of the reference programs.</summary>
    public string Reference => Path.GetFullPath(_arguments.Text("--reference", "../shared/reference"));

    /// <summary>A file that is given the table, too; null for none.</summary>
    public string? Output => _arguments.Text("--output", "") is { Length: > 0 } file ? file : null;

    /// <summary>The parts to be run; empty for all.</summary>
    public string[] Only => _arguments.Text("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The path of a reference program of this project.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "SpeedReference", name);
}
