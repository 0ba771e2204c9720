using System.Diagnostics;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

public sealed class TabDdpmTimingTests(ITestOutputHelper output)
{
    [Fact]
    public void Time()
    {
        var dataset = DatasetCatalog.Load("titanic");
        var rows = Enumerable.Range(0, 1047).ToArray();
        var table = Preprocessor.Fit(dataset, rows).Transform(rows);
        foreach (var n in new[] { "steps=20", "" })
        {
            var w = Stopwatch.StartNew();
            var fitted = DiffusionTables.Fit(n, DiffusionTables.Task(1, table));
            var fit = w.Elapsed.TotalSeconds;
            w.Restart();
            var s = fitted.Synthesise(1000, TrainingContext.Cpu);
            output.WriteLine($"{n}: fit {fit:f2} s, synth {w.Elapsed.TotalSeconds:f2} s, losses {string.Join(' ', fitted.Trace.RealScore.Where((_, i) => i % 20 == 19 || i == 0))} | {string.Join(' ', fitted.Trace.FakeScore.Where((_, i) => i % 20 == 19 || i == 0))}");
            for (var j = 0; j < table.Features.Columns; j++)
                output.WriteLine($"{j} real {Enumerable.Range(0, 1047).Average(i => table.Features[i, j]):f3} synth {Enumerable.Range(0, 1000).Average(i => s.Features[i, j]):f3}");
        }
    }
}
