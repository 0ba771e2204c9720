using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Generators;

/// <summary>A training: the steps that were measured, their processor time and the mean loss of the last epoch.</summary>
internal sealed record TrainingTime(int Steps, double Seconds, double Loss)
{
    /// <summary>Steps a processor second.</summary>
    public double Rate => Steps / Seconds;
}

/// <summary>The reference: a Python process that trains one model after the other.</summary>
internal sealed class TorchGenerators : IDisposable
{
    private readonly PythonProgram _program;
    private readonly string _rows;

    private TorchGenerators(PythonProgram program, string rows) => (_program, _rows) = (program, rows);

    /// <summary>Starts it on a table; null, with what lacks on the console, where it cannot run.</summary>
    public static TorchGenerators? Start(PreparedTable table)
    {
        var rows = Write(table);
        var script = Path.Combine(AppContext.BaseDirectory, "GeneratorReference", "torch_generators.py");
        if (PythonProgram.Start([script, rows], "python3-torch python3-sklearn libopenblas0-pthread") is { } program)
            return new TorchGenerators(program, rows);
        File.Delete(rows);
        return null;
    }

    /// <summary>Trains a new model for so many epochs (of tab-ddpm: steps).</summary>
    public TrainingTime Train(string name, int count)
    {
        var numbers = _program.Numbers($"{name} {count}");
        return new TrainingTime((int)numbers[0], numbers[1], numbers[2]);
    }

    public void Dispose()
    {
        _program.Dispose();
        File.Delete(_rows);
    }

    private static string Write(PreparedTable table)
    {
        var path = Path.GetTempFileName();
        using var writer = new StreamWriter(path);
        foreach (var (block, place) in table.Blocks.Select((block, place) => (block, place)))
        {
            for (var c = 0; c < block.Width; c++)
                writer.Write($"{Kind(block)}:{place},");
        }

        writer.WriteLine("class");
        for (var i = 0; i < table.Labels.Length; i++)
        {
            foreach (var value in table.Features.Row(i))
                writer.Write(value.ToString("R", CultureInfo.InvariantCulture) + ",");
            writer.WriteLine(table.Labels[i]);
        }

        return path;
    }

    private static string Kind(FeatureBlock block) => block.Kind switch
    {
        FeatureBlockKind.OneHot => "onehot",
        FeatureBlockKind.Ordinal when block.Levels.Count > 0 => "ordinal",
        _ => "numeric",
    };
}
